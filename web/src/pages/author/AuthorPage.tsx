export default function AuthorPage() {
  return <h1>Author</h1>;
}
