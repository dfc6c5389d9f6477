"""The demo company's compounds, programs and milestones. No compound, study or number is a real one."""

COMPOUNDS = {
    "orvimatug": {
        "name": "orvimatug veltecan",
        "target": "CDH17",
        "technology": "Antibody-drug conjugate (Lanyard™)",
        "description": (
            "Orvimatug veltecan, sold in the United States as Quelvory®, is an antibody-drug conjugate that carries "
            "veltecan, an inhibitor of topoisomerase I, to cells with CDH17 on their surface. CDH17 is found on most "
            "cancers of the bile ducts, stomach and pancreas and on few healthy tissues outside the gut."
        ),
        "aliases": (("code", "TNH-101", ""), ("brand", "Quelvory", "®")),
    },
    "daspelotug": {
        "name": "daspelotug veltecan",
        "target": "ROR1",
        "technology": "Antibody-drug conjugate (Lanyard™)",
        "description": (
            "Daspelotug veltecan joins an antibody against ROR1, a receptor that malignant B cells carry and healthy "
            "adult tissues hardly do, to the company’s payload. It is developed together with Lindquarry."
        ),
        "aliases": (("code", "TNH-205", ""), ("code", "LQ-8802", "")),
    },
    "tavricemig": {
        "name": "tavricemig",
        "target": "CD79b × CD3",
        "technology": "Bispecific antibody",
        "description": (
            "Tavricemig binds T cells with one arm and lymphoma cells with the other. Its affinity for CD3 was "
            "lowered on purpose, so that doses can be raised in small steps and given under the skin."
        ),
        "aliases": (("code", "TNH-310", ""),),
    },
    "nelvicatug": {
        "name": "nelvicatug veltecan",
        "target": "LRRC15",
        "technology": "Antibody-drug conjugate (Lanyard™)",
        "description": (
            "Nelvicatug veltecan is aimed at LRRC15, which marks both the cells of many sarcomas and the tissue that "
            "shelters them. Lindquarry holds worldwide rights and leads its development."
        ),
        "aliases": (("code", "TNH-118", ""), ("code", "LQ-9115", "")),
    },
    "tnh-402": {
        "name": "TNH-402",
        "target": "KIF18A",
        "technology": "Oral small molecule",
        "description": (
            "TNH-402 blocks KIF18A, a motor protein that cells with unstable chromosomes need to divide and healthy "
            "cells can do without. The compound came out of a collaboration with Institut Valmorel."
        ),
        "aliases": (("code", "IV-77", ""),),
    },
    "tnh-220": {
        "name": "TNH-220",
        "target": "CEACAM5",
        "technology": "Antibody-drug conjugate (first generation)",
        "description": (
            "TNH-220 was the company’s first antibody-drug conjugate for colorectal cancer, made with a linker that "
            "came before the Lanyard technology. Its development has ended."
        ),
        "aliases": (),
    },
}

INDICATIONS = {
    "biliary": ("Biliary tract cancer", "Gastrointestinal oncology"),
    "gastric": ("Gastric and gastroesophageal junction cancer", "Gastrointestinal oncology"),
    "pancreatic": ("Pancreatic cancer", "Gastrointestinal oncology"),
    "colorectal": ("Colorectal cancer", "Gastrointestinal oncology"),
    "mantle": ("Mantle cell lymphoma", "Hematology"),
    "cll": ("Chronic lymphocytic leukemia", "Hematology"),
    "dlbcl": ("Diffuse large B-cell lymphoma", "Hematology"),
    "sarcoma": ("Soft tissue sarcoma", "Solid tumors"),
    "unstable": ("Solid tumors with chromosomal instability", "Solid tumors"),
}

# Key: compound, indication, setting. TRIALS names the study that a program's later milestones stand for.
PROGRAMS = {
    "biliary-2": ("orvimatug", "biliary", "previously treated"),
    "biliary-1": ("orvimatug", "biliary", "first line, with gemcitabine and cisplatin"),
    "gastric": ("orvimatug", "gastric", "second line, CDH17-positive"),
    "pancreatic": ("orvimatug", "pancreatic", "second line"),
    "mantle": ("daspelotug", "mantle", "relapsed or refractory"),
    "cll": ("daspelotug", "cll", "after a BTK inhibitor"),
    "dlbcl": ("tavricemig", "dlbcl", "relapsed or refractory"),
    "sarcoma": ("nelvicatug", "sarcoma", "advanced, previously treated"),
    "unstable": ("tnh-402", "unstable", "monotherapy"),
    "unstable-combination": ("tnh-402", "pancreatic", "with orvimatug veltecan"),
    "colorectal": ("tnh-220", "colorectal", "third line"),
}

TRIALS = {
    "TIDEMARK-3": "NCT99010131",
    "TIDEMARK-5": "NCT99010157",
    "SALTMARSH-2": "NCT99010244",
    "ESTUARY-1": "NCT99010309",
    "GANNETRY-1": "NCT99020511",
    "GANNETRY-2": "NCT99020538",
    "GANNETRY-3": "NCT99020560",
    "DUNLIN-1": "NCT99031017",
    "SANDLING-1": "NCT99041182",
    "KITTIWAKE-1": "NCT99054023",
    "WHIMBREL-2": "NCT99062208",
}

MILESTONES = (
    # program, phase, release that announces it, days from that release's date, study, note
    ("biliary-2", "0", "archive-ipo", -1900, "", "Candidate selected for development"),
    ("biliary-2", "1-2", "archive-ipo", -1240, "", "First patient dosed"),
    ("biliary-2", "3", "archive-ipo", -160, "TIDEMARK-3", "First patient randomized"),
    ("biliary-2", "4", "priority-review", -50, "TIDEMARK-3", "Biologics license application submitted"),
    ("biliary-2", "5", "approval", 0, "TIDEMARK-3", "Approved by the U.S. Food and Drug Administration"),
    ("biliary-1", "2-3", "saltmarsh-start", -20, "TIDEMARK-5", "First patient randomized"),
    ("gastric", "2", "tidemark-full", -310, "", "Expansion cohort opened"),
    ("gastric", "3", "saltmarsh-start", 0, "SALTMARSH-2", "First patient randomized"),
    ("gastric", "4", "gastric-filing", -62, "SALTMARSH-2", "Supplemental application submitted"),
    ("pancreatic", "2", "results-annual-3", -40, "ESTUARY-1", "First patient dosed"),
    ("mantle", "0", "archive-ipo", -700, "", "Candidate selected for development"),
    ("mantle", "1-2", "cmo", -120, "GANNETRY-1", "First patient dosed"),
    ("mantle", "3", "gannetry-start", 0, "GANNETRY-3", "First patient randomized"),
    ("cll", "2", "lindquarry", -50, "GANNETRY-2", "First patient dosed"),
    ("dlbcl", "0", "valmorel", -90, "", "Candidate selected for development"),
    ("dlbcl", "1-2", "early-data", -30, "DUNLIN-1", "First patient dosed"),
    ("sarcoma", "1", "early-data", -55, "SANDLING-1", "First patient dosed"),
    ("sarcoma", "2", "results-annual-1", -15, "SANDLING-1", "Phase 2 part opened by Lindquarry"),
    ("unstable", "0", "valmorel", -10, "", "Candidate licensed from Institut Valmorel"),
    ("unstable", "1", "kittiwake-start", 0, "KITTIWAKE-1", "First patient dosed"),
    ("unstable-combination", "0", "gastric-data", -30, "", "Synergy shown in laboratory models"),
    ("colorectal", "1", "archive-ipo", -640, "", "First patient dosed"),
    ("colorectal", "2", "cmo", -210, "WHIMBREL-2", "First patient dosed"),
    (
        "colorectal",
        "9",
        "whimbrel-stop",
        0,
        "WHIMBREL-2",
        "Stopped for lack of benefit at an interim analysis",
    ),
)
