const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Three significant digits; very small and very large numbers with a power of ten. `Infinity` is `∞`. */
export function decimal(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size < 1e-3 || size >= 1e5) {
    const [mantissa = '', exponent = ''] = value.toExponential(2).split('e');
    return `${minus(mantissa)}×10${raised(Number(exponent))}`;
  }
  return minus(size >= 100 ? value.toFixed(0) : value.toPrecision(3));
}

function raised(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => superscripts[Number(digit)]).join('');
  return exponent < 0 ? `⁻${digits}` : digits;
}

function minus(text: string): string {
  return text.replace('-', '−');
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
