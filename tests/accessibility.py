"""What axe finds on the page that is open in the browser, and whether the page fits."""

from axe_playwright_python.base import AXE_SCRIPT

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# They take more time than all others together.
OF_COLORS = ["color-contrast", "link-in-text-block"]
# Of every text that is shown: its color and size, that of the text around it, and all grounds that it stands on.
COLORS = """() => {
  const found = new Set();
  const look = (element, around, ground) => {
    const style = getComputedStyle(element);
    if (style.display === "none") return;
    const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.filter].join(" ");
    if (own !== "rgba(0, 0, 0, 0) none 1 none") ground += ` on ${own}`;
    const size = parseFloat(style.fontSize), isLarge = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    const isText = element.value || element.placeholder || [...element.childNodes].some(
      node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (isText && style.visibility === "visible")
      found.add(`${style.color} ${style.textDecorationLine} ${isLarge} in ${around}${ground}`);
    for (const child of element.children) look(child, style.color, ground);
  };
  look(document.documentElement, "", "");
  return [...found];
}"""


def violations(page, *, colors=True):
    """`[(rule, sentence, first element)]` by all rules, or by all but those of colors."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    # Of these rules none reads the style sheets, which axe would fetch anew each time.
    options = {"runOnly": RULES, "resultTypes": ["violations"], "preload": {"assets": ["media"]}}
    options["rules"] = {rule: {"enabled": bool(colors)} for rule in OF_COLORS}
    found = page.evaluate(
        "async options => (await axe.run(document, options)).violations"
        ".map(each => [each.id, each.help, each.nodes[0].html.slice(0, 200)])",
        options,
    )
    return [tuple(each) for each in found]


def shown_colors(page):
    """What decides whether colors can be read; those that were looked at before need no second look."""
    return {*page.evaluate(COLORS)}


def is_too_wide(page):
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")
