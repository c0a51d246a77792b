// Names that a folder may not use because its process, or its purity, forbids them: read from the syntax tree.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { sourceFiles } from './source-files.mjs';

const nodeNames = ['process', 'Buffer', 'global', '__dirname', '__filename', 'require', 'setImmediate'];
const browserNames = ['window', 'document', 'navigator', 'location', 'localStorage', 'sessionStorage', 'indexedDB', 'self', 'alert'];
const networkNames = ['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource'];

const rules = [
  { rule: 'shared-is-pure', folder: 'shared', names: [...nodeNames, ...browserNames, ...networkNames] },
  { rule: 'signer-has-no-network', folder: 'main/signer', names: networkNames },
];

/**
 * A name counts when it is read as a value, or called on globalThis, and the file does not declare it itself.
 * @param {string} root
 * @returns {import('./finding.mjs').Finding[]}
 */
export function checkGlobals(root) {
  return rules.flatMap(({ rule, folder, names }) =>
    sourceFiles(root, [folder]).flatMap((file) => usedGlobals(readFileSync(join(root, file), 'utf8'), file, new Set(names)).map((detail) => ({ rule, file, detail }))),
  );
}

/**
 * @param {string} text
 * @param {string} file
 * @param {Set<string>} names
 */
function usedGlobals(text, file, names) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  /** @type {Set<string>} */
  const declared = new Set();
  /** @type {{ name: string, line: number }[]} */
  const used = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isIdentifier(node)) {
      if (isDeclaration(node)) declared.add(node.text);
      else if (names.has(node.text) && isValue(node)) used.push({ name: node.text, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return used.filter((use) => !declared.has(use.name)).map((use) => `uses ${use.name} in line ${use.line}`);
}

/** @param {ts.Identifier} node */
function isDeclaration({ parent, ...node }) {
  const named = ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent) || ts.isFunctionDeclaration(parent) || ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isNamespaceImport(parent);
  return named && parent.name !== undefined && parent.name.pos === node.pos;
}

/** @param {ts.Identifier} node */
function isValue(node) {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return ts.isIdentifier(parent.expression) && parent.expression.text === 'globalThis';
  const isName = 'name' in parent && parent.name === node && !ts.isShorthandPropertyAssignment(parent);
  const isType = ts.isTypeReferenceNode(parent) || ts.isTypeQueryNode(parent) || ts.isQualifiedName(parent) || ts.isLiteralTypeNode(parent);
  return !isName && !isType && !('propertyName' in parent && parent.propertyName === node);
}
