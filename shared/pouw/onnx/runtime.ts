// The one runtime that runs ONNX jobs: a file of onnxruntime-web that comes with the package for useful work. It is trusted code, unlike a module, so it
// is known by its hash and never taken from a coordinator. Another version is another runtime: its bits may differ.

export const ONNX_RUNTIME = {
  sha256: '3398c10d07d229bd91b364548e130e0e51a8e5704b88c7c083ebbeb78842dee2',
  size: 14_239_897,
} as const;

/** Pages that its memory may have at most, whatever a job says: one gibibyte. */
export const RUNTIME_PAGES = 16_384;
