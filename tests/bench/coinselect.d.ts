// The part of coinselect that benches and tests call; the package has no types of its own.
declare module 'coinselect' {
  interface Utxo { readonly value: number }
  interface Chosen { inputs?: Utxo[]; outputs?: { value: number }[]; fee: number }
  export default function coinSelect(utxos: Utxo[], outputs: { value: number }[], feeRate: number): Chosen;
}
