/** The ribbon: the one signature of the product, always marigold, always with a swallow tail. Purely decorative. */
export function Ribbon({ className, length = 44 }: { className?: string | undefined; length?: number }) {
  const tail = length - 9;
  return (
    <svg className={className} width="18" height={length} viewBox={`0 0 18 ${String(length)}`} aria-hidden="true" focusable="false">
      <path d={`M0 0h18v${String(length)}l-9-9-9 9z`} fill="var(--ribbon)" />
      <path d={`M0 0h4v${String(tail + 5)}l-4 4z`} fill="var(--ribbon-shade)" opacity="0.45" />
    </svg>
  );
}
