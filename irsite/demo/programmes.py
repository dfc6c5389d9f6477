"""What was presented at medical meetings: sessions with their talks. Every name and title is invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Talk:
    title: str
    abstract: str
    presenter: str
    compounds: tuple
    study: str = ""  # a key of science.TRIALS


@dataclass(frozen=True)
class Session:
    """One place in the programme; a discussant's session has no talk, a poster's may have several sessions."""

    day: int  # 0 is the first day of the meeting
    start: str
    end: str
    name: str
    room: str
    role: str
    talks: tuple = ()
    board: str = ""
    with_whom: str = ""  # a discussant


_FULL = Talk(
    "Orvimatug veltecan versus investigator’s choice of chemotherapy in previously treated biliary tract cancer: "
    "primary results of the randomized Phase 3 TIDEMARK-3 study",
    "LBA4",
    "Fenella Marchbanks, M.D., Port Ellery University Hospital",
    ("orvimatug",),
    "TIDEMARK-3",
)
_PRO = Talk(
    "Quality of life and time to deterioration of symptoms in TIDEMARK-3",
    "4011",
    "Joaquim Serralheira, M.D., Ph.D., Instituto Oncológico da Ribeira",
    ("orvimatug",),
    "TIDEMARK-3",
)
_EARLY_MANTLE = Talk(
    "First-in-human study of daspelotug veltecan, a ROR1-directed antibody-drug conjugate, in relapsed or refractory "
    "B-cell malignancies: dose escalation of GANNETRY-1",
    "217",
    "Ottilie Brandmeier, M.D., Klinikum Sankt Florin",
    ("daspelotug",),
    "GANNETRY-1",
)
_EARLY_DUNLIN = Talk(
    "DUNLIN-1: a Phase 1/2 study of subcutaneous tavricemig in relapsed or refractory diffuse large B-cell lymphoma "
    "(study in progress)",
    "603TiP",
    "Amara Whitlock-Diallo, M.D., Northgate Cancer Institute",
    ("tavricemig",),
    "DUNLIN-1",
)
_MANTLE = Talk(
    "Durable responses to daspelotug veltecan in mantle cell lymphoma after covalent BTK inhibition: Phase 2 results "
    "of GANNETRY-1",
    "114",
    "Ottilie Brandmeier, M.D., Klinikum Sankt Florin",
    ("daspelotug",),
    "GANNETRY-1",
)
_MANTLE_SAFETY = Talk(
    "Neutropenia and its management with daspelotug veltecan: pooled safety of 188 patients",
    "392",
    "Casimir Oduya, Pharm.D., Tarnholt Oncology",
    ("daspelotug",),
    "GANNETRY-1",
)
_SARCOMA = Talk(
    "Nelvicatug veltecan in advanced soft tissue sarcoma: dose escalation and biomarkers of the SANDLING-1 study",
    "398",
    "Verity Ashgrove, M.D., The Lowmarket Hospital",
    ("nelvicatug",),
    "SANDLING-1",
)
_SURVIVAL = Talk(
    "Overall survival with orvimatug veltecan in previously treated biliary tract cancer: final analysis of TIDEMARK-3",
    "4002",
    "Fenella Marchbanks, M.D., Port Ellery University Hospital",
    ("orvimatug",),
    "TIDEMARK-3",
)
_REAL_WORLD = Talk(
    "Use of orvimatug veltecan in the first eighteen months after approval: 412 patients from community practices",
    "4117",
    "Leopold Achterbosch, M.D., Midvale Community Oncology",
    ("orvimatug",),
)
_ESTUARY = Talk(
    "ESTUARY-1: orvimatug veltecan as second-line treatment of pancreatic cancer, results of the first stage",
    "4126",
    "Ines Valderrama, M.D., Hospital Clínico del Puerto",
    ("orvimatug",),
    "ESTUARY-1",
)
_DUNLIN = Talk(
    "Subcutaneous tavricemig in relapsed or refractory diffuse large B-cell lymphoma: step-up dosing and activity in "
    "DUNLIN-1",
    "7020",
    "Amara Whitlock-Diallo, M.D., Northgate Cancer Institute",
    ("tavricemig",),
    "DUNLIN-1",
)
_SALTMARSH = Talk(
    "Orvimatug veltecan versus chemotherapy of the physician’s choice in CDH17-positive gastric or gastroesophageal "
    "junction cancer: primary results of SALTMARSH-2",
    "LBA2",
    "Hironobu Takasugi, M.D., Ph.D., Seto Bay Cancer Center",
    ("orvimatug",),
    "SALTMARSH-2",
)
_CDH17_TEST = Talk(
    "Concordance of two immunohistochemical tests for CDH17 in 1,204 gastric cancers",
    "518",
    "Sunniva Falk-Lyngstad, Ph.D., Falkensund Diagnostics",
    ("orvimatug",),
)
_COMBINATION = Talk(
    "Inhibition of KIF18A by TNH-402 deepens the effect of topoisomerase I payloads in models of pancreatic cancer",
    "521",
    "Étienne Roussanel, Ph.D., Institut Valmorel",
    ("tnh-402", "orvimatug"),
)
_NEXT_SUBGROUPS = Talk(
    "Efficacy of orvimatug veltecan by level of CDH17 expression and prior immunotherapy: subgroups of SALTMARSH-2",
    "4008",
    "Hironobu Takasugi, M.D., Ph.D., Seto Bay Cancer Center",
    ("orvimatug",),
    "SALTMARSH-2",
)
_NEXT_ILD = Talk(
    "Interstitial lung disease with veltecan conjugates: incidence and outcome in 1,346 patients",
    "4023",
    "Maren Holtby, M.D., Port Ellery University Hospital",
    ("orvimatug", "daspelotug", "nelvicatug"),
)
_NEXT_CLL = Talk(
    "Daspelotug veltecan in chronic lymphocytic leukemia after covalent and non-covalent BTK inhibitors: GANNETRY-2",
    "7009",
    "Bartholomew Nkemelu, M.D., Stonecroft Medical School",
    ("daspelotug",),
    "GANNETRY-2",
)
_NEXT_DUNLIN = Talk(
    "Responses to tavricemig after CD19-directed CAR T cells: updated results of DUNLIN-1",
    "LBA9",
    "Amara Whitlock-Diallo, M.D., Northgate Cancer Institute",
    ("tavricemig",),
    "DUNLIN-1",
)
_NEXT_TIDEMARK_5 = Talk(
    "TIDEMARK-5: orvimatug veltecan with gemcitabine and cisplatin in untreated biliary tract cancer "
    "(study in progress)",
    "TPS4190",
    "Joaquim Serralheira, M.D., Ph.D., Instituto Oncológico da Ribeira",
    ("orvimatug",),
    "TIDEMARK-5",
)

PROGRAMMES = {
    "tsco-full": (
        Session(2, "14:05", "14:20", "Plenary Session", "Hall 1", "Plenary", (_FULL,)),
        Session(
            2,
            "14:20",
            "14:35",
            "Plenary Session",
            "Hall 1",
            "Discussion",
            with_whom="Henrike Solvang, M.D., Ph.D., Fjordbyen University",
        ),
        Session(3, "9:00", "12:00", "Hepatobiliary Cancers", "Hall 4", "Poster", (_PRO,), board="86"),
    ),
    "wctm-early": (
        Session(
            1,
            "11:10",
            "11:22",
            "Early Clinical Development: Blood Cancers",
            "Room Klimt",
            "Oral",
            (_EARLY_MANTLE,),
        ),
        Session(
            2,
            "12:00",
            "14:00",
            "Trials in Progress",
            "Exhibition Hall B",
            "Poster",
            (_EARLY_DUNLIN,),
            board="P-44",
        ),
    ),
    "wctm-mantle": (
        Session(0, "16:30", "16:45", "Lymphoid Malignancies", "Ballroom A", "Oral", (_MANTLE,)),
        Session(1, "9:30", "16:30", "Posters on Display", "West Hall", "Poster", (_MANTLE_SAFETY, _SARCOMA)),
        Session(
            1,
            "17:00",
            "18:00",
            "Poster Discussion: Conjugates",
            "Ballroom C",
            "Discussion",
            (_MANTLE_SAFETY, _SARCOMA),
        ),
    ),
    "tsco-four": (
        Session(
            1,
            "8:00",
            "8:12",
            "Gastrointestinal Cancer: Pancreas and Biliary Tract",
            "Lakeside Theater",
            "Oral",
            (_SURVIVAL,),
        ),
        Session(
            1,
            "8:24",
            "8:36",
            "Gastrointestinal Cancer: Pancreas and Biliary Tract",
            "Lakeside Theater",
            "Discussion",
            with_whom="Philippa Grantley-Osei, M.D., Lakeshore Cancer Center",
        ),
        Session(2, "9:00", "12:00", "Gastrointestinal Cancer", "Hall A", "Poster", (_REAL_WORLD, _ESTUARY)),
        Session(
            3,
            "13:30",
            "16:30",
            "Hematologic Malignancies: Lymphoma",
            "Hall A",
            "Poster",
            (_DUNLIN,),
            board="233",
        ),
        Session(
            3,
            "16:45",
            "18:00",
            "Hematologic Malignancies: Lymphoma",
            "Room E354",
            "Poster discussion",
            (_DUNLIN,),
        ),
    ),
    "wctm-late": (
        Session(1, "10:15", "10:30", "Presidential Session", "Auditorium 1", "Oral", (_SALTMARSH,)),
        Session(
            1,
            "10:30",
            "10:40",
            "Presidential Session",
            "Auditorium 1",
            "Discussion",
            with_whom="Alasdair Penhallow, M.B., Ch.B., Royal Westmoor Hospital",
        ),
        Session(
            2,
            "12:15",
            "14:15",
            "Biomarkers and New Combinations",
            "Hall D",
            "Poster",
            (_CDH17_TEST, _COMBINATION),
        ),
    ),
    "tsco-next": (
        Session(
            0,
            "14:45",
            "14:57",
            "Gastrointestinal Cancer: Stomach and Esophagus",
            "Hall D1",
            "Oral",
            (_NEXT_SUBGROUPS,),
        ),
        Session(
            1,
            "9:00",
            "12:00",
            "Developmental Therapeutics",
            "Hall A",
            "Poster",
            (_NEXT_ILD, _NEXT_TIDEMARK_5),
        ),
        Session(
            2, "8:00", "8:12", "Hematologic Malignancies: Leukemia", "Lakeside Theater", "Oral", (_NEXT_CLL,)
        ),
        Session(
            3,
            "10:09",
            "10:21",
            "Hematologic Malignancies: Lymphoma",
            "Lakeside Theater",
            "Oral",
            (_NEXT_DUNLIN,),
        ),
        Session(
            3,
            "10:33",
            "10:45",
            "Hematologic Malignancies: Lymphoma",
            "Lakeside Theater",
            "Discussion",
            with_whom="Roderick Ainsley-Mbeki, M.D., Ph.D., Castlegate University",
        ),
    ),
}
