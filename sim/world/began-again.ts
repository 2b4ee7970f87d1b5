/** The world was reset or closed while something was under way in it, which nobody will see the end of. */
export class BeganAgain extends Error {
  override readonly name = "BeganAgain";
  constructor() {
    super("the world began again");
  }
}
