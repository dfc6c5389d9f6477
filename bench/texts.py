"""The words of a release in both newsrooms that are compared: see bench/README.md."""

SENTENCE = "The company reported results of the study in patients with relapsed disease. "
BODY = f"<p>{SENTENCE * 20}</p>"
SUMMARY = " ".join((SENTENCE * 5).split()[:55]) + " …"
ABOUT = f"<h2>About Tarnholt</h2><p>{SENTENCE * 7}</p>"
SAFE_HARBOR = f"<h2>Forward-Looking Statements</h2><p>{SENTENCE * 20}</p>"
# Role, person, phone, address.
CONTACTS = (
    ("Investors", "Odile Marwick", "+1 (781) 555-0142", "investors@tarnholt.example"),
    ("Media", "Henrik Osei", "+1 (781) 555-0143", "media@tarnholt.example"),
)
CONTACT_BLOCK = "\n\n".join("\n".join((f"{role}:", *rest)) for role, *rest in CONTACTS)
FOOT_NOTE = "Times of day are those of America/New York. Every release speaks as of its date."
