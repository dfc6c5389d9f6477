"""What axe finds on the page that is open in the browser, and whether the page fits."""

from axe_playwright_python.base import AXE_SCRIPT

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# In the dark nothing but the colors is another.
OF_COLORS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


def violations(page, rules=RULES):
    """`[(rule, sentence, first element)]`; axe is put into the page once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    # Of the rules above none reads the style sheets, which axe would fetch anew each time.
    options = {"runOnly": rules, "resultTypes": ["violations"], "preload": {"assets": ["media"]}}
    found = page.evaluate(
        "async options => (await axe.run(document, options)).violations"
        ".map(each => [each.id, each.help, each.nodes[0].html.slice(0, 200)])",
        options,
    )
    return [tuple(each) for each in found]


def is_too_wide(page):
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")
