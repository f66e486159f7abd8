export default function EditionPage() {
  return <h1>Edition</h1>;
}
