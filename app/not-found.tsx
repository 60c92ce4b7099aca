export default function NotFound() {
  return (
    <div className="prose">
      <h1>There is nothing here</h1>
      <p>
        The address is not that of a board, an entry or a page of this site. An entry keeps its address for ever, so
        check it for a missing character, or start from <a href="/">the board</a>.
      </p>
    </div>
  );
}
