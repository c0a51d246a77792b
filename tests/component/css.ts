// Stands for every style sheet in component tests: jsdom has no layout.
export default {};
