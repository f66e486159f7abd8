export default function CopyPage() {
  return <h1>Copy</h1>;
}
