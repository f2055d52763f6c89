// The golden bytes that the Rust crate `wire` keeps, for the tests.

const FILES = import.meta.glob<string>('../../crates/wire/golden/*.hex', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export function golden(name: string): Uint8Array {
  const digits = FILES[`../../crates/wire/golden/${name}.hex`]?.replace(/\s/g, '') ?? '';
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}
