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
}
LISTINGS = (
    # exchange, market code (ISO 10383), symbol, order
    ("Nasdaq", "XNAS", "TNHZ", 1),
    ("Euronext Amsterdam", "XAMS", "TNHZ", 2),
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
USUAL_CONTACTS = ((-9999, ("hollis", "delphine")), (-1000, ("marguerite", "delphine")), (-560, ("marguerite", "priya")))
# The wire that carries the releases, and the mark that ends them there.
WIRES = ((-9999, "BUSINESS WIRE", ""), (-700, "GLOBE NEWSWIRE", "###"))

# How a release names the company at first, with its symbols.
NAMED = (
    (-9999, "Tarnholt Oncology, Inc. (Nasdaq: TNHZ)"),
    (-600, "Tarnholt Oncology, Inc. (Nasdaq and Euronext Amsterdam: TNHZ)"),
)
SECOND_LISTING = -600
IPO = -1980

ABOUT_1 = """\
{issuer} discovers and develops antibody-drug conjugates for people with cancers of the digestive tract and of the \
blood. Its Lanyard™ technology ties a cancer-killing agent to an antibody with a linker that holds in the bloodstream \
and lets go inside the tumor cell. The company’s lead candidate, orvimatug veltecan, is in late-stage clinical \
development for biliary tract cancer. {issuer} was founded in Wexcombe, Massachusetts. More information is at \
www.tarnholt.example.
"""
ABOUT_2 = """\
{issuer} is a commercial-stage oncology company that makes targeted medicines for people with cancers of the digestive \
tract and of the blood. Its first medicine, Quelvory® (orvimatug veltecan), is approved in the United States for adults \
with previously treated biliary tract cancer. Quelvory and most of the company’s product candidates are built with its \
Lanyard™ linker-payload technology.[ {issuer} works with {partners,}.] For more information, visit www.tarnholt.example.
"""
ABOUT_3 = """\
{issuer} is a commercial-stage oncology company with one purpose: more time, and better time, for people with cancers \
that have too few treatments. Its first medicine, Quelvory® (orvimatug veltecan), is marketed in the United States, and \
its pipeline reaches from antibody-drug conjugates made with its Lanyard™ technology to a bispecific antibody and an \
oral inhibitor of cell division.[ The company’s partners include {partners}.]

{issuer} is based in Wexcombe, Massachusetts, and is listed on Nasdaq and on Euronext Amsterdam under the symbol TNHZ. \
For more information, visit www.tarnholt.example.
"""
SAFE_HARBOR_1 = """\
This press release contains forward-looking statements. For these statements, {issuer} claims the protection of the \
safe harbor for forward-looking statements provided by the Private Securities Litigation Reform Act of 1995. There are \
risks and uncertainties related to the development of novel anticancer products[, including {compounds}], among them \
risks related to clinical studies, their timing and their results.[ A review of these risks can be found in {issuer}’s \
{annual_report} and in other reports filed with the Securities and Exchange Commission.]
"""
SAFE_HARBOR_2 = """\
This press release contains forward-looking statements within the meaning of the Private Securities Litigation Reform \
Act of 1995, including statements about the development, approval and sale of {issuer}’s medicines and product \
candidates[, including {compounds}]. Words such as “expect,” “plan,” “may,” “will” and “believe” identify such \
statements. They are subject to risks that may cause results to differ: sales of Quelvory depend on its acceptance by \
physicians and payers and on an uninterrupted supply; the results of early clinical studies may not be repeated in \
later ones; regulatory authorities may not approve an application when expected, or at all.[ These and other risks are \
described in {issuer}’s {annual_report} and in later filings with the Securities and Exchange Commission.] {issuer} \
undertakes no duty to update this information unless the law requires it.
"""
SAFE_HARBOR_3 = """\
Statements in this press release that are not historical facts are forward-looking statements within the meaning of \
Section 21E of the Securities Exchange Act of 1934 and the Private Securities Litigation Reform Act of 1995. They \
include what {issuer} expects of its business, its finances, its collaborations and its medicines and product \
candidates[, including {compounds,}], and of the timing and results of studies and regulatory reviews.

Actual results may differ materially, among other reasons because {issuer} depends on one marketed medicine; because \
demand, pricing and reimbursement may change; because studies may be delayed, fail to meet their endpoints or show side \
effects that were not seen before; because regulators may ask for more data or decline an application; because {issuer} \
relies on a small number of manufacturers; and because partners may set other priorities or end their agreements.[ \
These and other risks are described under “Risk Factors” in {issuer}’s {annual_report}, as updated by its later filings \
with the Securities and Exchange Commission.] The statements speak only as of the date of this release, and {issuer} \
does not undertake to update them except as the law requires.
"""
CAUTION = """\
This press release contains statements about the future, such as the expected closing of a transaction and the use of \
its proceeds. They rest on what {issuer} knows and expects today and may prove wrong: market conditions may change, \
conditions of closing may not be met, and product candidates may fail at any stage of their development. The \
registration statement filed with the Securities and Exchange Commission describes these and other risks under “Risk \
Factors.”
"""

BOILERPLATE = (
    # kind, name, heading, text, in force from this day
    ("about", "About, as a clinical-stage company", "About {issuer}", ABOUT_1, -2200),
    ("about", "About, from the approval of Quelvory on", "About {issuer}", ABOUT_2, "approval"),
    ("about", "About, with the dual listing", "About {issuer} Oncology", ABOUT_3, -600),
    ("safe-harbor", "Safe harbor, clinical stage", "Forward-Looking Statements", SAFE_HARBOR_1, -2200),
    ("safe-harbor", "Safe harbor, commercial stage", "Forward-Looking Statements", SAFE_HARBOR_2, "approval"),
    ("safe-harbor", "Safe harbor, as revised by counsel", "Cautionary Note on Forward-Looking Statements", SAFE_HARBOR_3, -480),
    ("caution", "Caution for offerings", "Cautionary Statement", CAUTION, -2200),
    ("source", "Source line", "", "Source: Tarnholt Oncology, Inc.", -2200),
)

KAMINOURA_ABOUT = """\
Kaminoura Pharmaceutical Co., Ltd. is a research-based company that has made medicines in Japan since 1921. It \
concentrates on oncology and on diseases of the liver and bile ducts, employs about 3,100 people, and markets its \
products in eleven countries of Asia. For more information, visit www.kaminoura.example.
"""
LINDQUARRY_ABOUT = """\
Lindquarry plc is an international pharmaceutical group with headquarters in Leeds, United Kingdom. It develops and \
sells medicines for cancer, rare blood disorders and transplantation in more than 60 countries, and makes biological \
medicines for itself and for others at its Osterglen sites. For more information, visit www.lindquarry.example.
"""
PARTNER_BOILERPLATE = (
    # partner, heading, text, in force from this day
    ("kaminoura", "About Kaminoura", KAMINOURA_ABOUT, -2200),
    ("lindquarry", "About Lindquarry", LINDQUARRY_ABOUT, -2200),
)
