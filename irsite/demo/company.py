"""The demo company: Tarnholt Oncology, Inc. Everything and everybody in it is invented.

Days are counted from the day on which the demo is loaded; a negative one lies before it.
"""

ISSUER = {
    "name": "Tarnholt Oncology, Inc.",
    "short_name": "Tarnholt",
    "former_names": "Tarnholt Biosciences, Inc.",
    "place": "WEXCOMBE, Mass.",
    "time_zone": "America/New_York",
    "web_address": "https://www.tarnholt.example",
    "accent": "#0b5a6f",
}
LOGO = ("Tarnholt", (11, 90, 111), "lake")
LISTINGS = (
    # known to the newsroom from this day, exchange, market code (ISO 10383), symbol, order
    (-1460, "Nasdaq", "XNAS", "TNHZ", 1),
    (-605, "Euronext Amsterdam", "XAMS", "TNHZ", 2),
)

# Before this day the newsroom did not exist; older releases were imported into it then.
OPENING = -1455
SITE = "https://investors.tarnholt.example"

PEOPLE = (
    # key, username, first name, last name, role
    ("writer", "nadia.ferncliff", "Nadia", "Ferncliff", "Writers"),
    ("approver", "edmund.harrowgate", "Edmund", "Harrowgate", "Approvers"),
)

CATEGORIES = (
    ("Financial results", "financial-results"),
    ("Clinical data", "clinical-data"),
    ("Medical meetings", "medical-meetings"),
    ("Regulatory", "regulatory"),
    ("Partnerships", "partnerships"),
    ("Corporate", "corporate"),
    ("Investor events", "investor-events"),
)

CONTACTS = {
    "marguerite": {
        "kind": "investor",
        "person": "Marguerite Oyelaran",
        "role": "Vice President, Investor Relations",
        "organisation": "Tarnholt Oncology, Inc.",
        "phone": "978-555-0112",
        "email": "marguerite.oyelaran@tarnholt.example",
        "order": 1,
    },
    "tobias": {
        "kind": "investor",
        "person": "Tobias Hennequin",
        "role": "Director, Investor Relations",
        "organisation": "Tarnholt Oncology, Inc.",
        "phone": "978-555-0118",
        "email": "tobias.hennequin@tarnholt.example",
        "order": 2,
    },
    "priya": {
        "kind": "media",
        "person": "Priya Castellane",
        "role": "Senior Director, Corporate Communications",
        "organisation": "Tarnholt Oncology, Inc.",
        "phone": "978-555-0131",
        "email": "priya.castellane@tarnholt.example",
        "order": 1,
    },
    "delphine": {
        "kind": "media",
        "person": "Delphine Arkwright",
        "role": "",
        "organisation": "Pell & Starling Communications",
        "phone": "212-555-0164",
        "email": "darkwright@pellstarling.example",
        "order": 2,
    },
    # Left the company: older releases keep the name.
    "hollis": {
        "kind": "investor",
        "person": "Hollis Brandreth",
        "role": "Director, Investor Relations",
        "organisation": "Tarnholt Oncology, Inc.",
        "phone": "978-555-0110",
        "email": "ir@tarnholt.example",
        "order": 9,
        "active": False,
    },
}
# Whom a release names that does not say so itself: from a day on.
USUAL_CONTACTS = (
    (-9999, ("hollis", "delphine")),
    (-1000, ("marguerite", "delphine")),
    (-560, ("marguerite", "priya")),
)
# The wire that carries the releases, and the mark that ends them there.
WIRES = ((-9999, "BUSINESS WIRE", ""), (-700, "GLOBE NEWSWIRE", "###"))

# How a release names the company at first, with its symbols.
NAMED = (
    (-9999, "Tarnholt Oncology, Inc. (Nasdaq: TNHZ)"),
    (-600, "Tarnholt Oncology, Inc. (Nasdaq and Euronext Amsterdam: TNHZ)"),
)
IPO = -1980

BOILERPLATE = (
    # file, kind, name, heading, in force from this day
    ("about-1", "about", "About, as a clinical-stage company", "About {issuer}", -2200),
    ("about-2", "about", "About, from the approval of Quelvory on", "About {issuer}", "approval"),
    ("about-3", "about", "About, with the dual listing", "About {issuer} Oncology", -600),
    ("safe-harbor-1", "safe-harbor", "Safe harbor, clinical stage", "Forward-Looking Statements", -2200),
    (
        "safe-harbor-2",
        "safe-harbor",
        "Safe harbor, commercial stage",
        "Forward-Looking Statements",
        "approval",
    ),
    (
        "safe-harbor-3",
        "safe-harbor",
        "Safe harbor, as revised by counsel",
        "Cautionary Note on Forward-Looking Statements",
        -480,
    ),
    ("caution", "caution", "Caution for offerings", "Cautionary Statement", -2200),
    ("source", "source", "Source line", "", -2200),
)
PARTNER_BOILERPLATE = (
    # file, partner, heading, in force from this day
    ("about-kaminoura", "kaminoura", "About Kaminoura", -2200),
    ("about-lindquarry", "lindquarry", "About Lindquarry", -2200),
)
