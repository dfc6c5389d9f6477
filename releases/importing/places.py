"""States, provinces and countries as datelines write them: what makes a place sure where no wire does."""

import re

_STATES = (
    "Ala|Alaska|Ariz|Ark|Calif|Colo|Conn|Del|D\\.C|DC|Fla|Ga|Hawaii|Idaho|Ill|Ind|Iowa|Kan|Ky|La|Maine|Md|Mass|Mich"
    "|Minn|Miss|Mo|Mont|Neb|Nev|N\\.H|N\\.J|N\\.M|N\\.Y|N\\.C|N\\.D|Ohio|Okla|Ore|Pa|P\\.R|R\\.I|S\\.C|S\\.D|Tenn|Texas|Utah|Vt"
    "|Va|Wash|W\\.Va|Wis|Wyo"
    "|A[KLRZ]|C[AOT]|DE|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|PR|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]"
    "|Alabama|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Illinois|Indiana|Kansas"
    "|Kentucky|Louisiana|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada"
    "|New Hampshire|New Jersey|New Mexico|New York|North Carolina|Oklahoma|Oregon|Pennsylvania|Puerto Rico"
    "|Rhode Island|South Carolina|Tennessee|Vermont|Virginia|Washington|Wisconsin|Wyoming"
)
_PROVINCES = (
    "AB|BC|B\\.C|MB|NB|NL|NS|ON|Ont|PE|QC|Que|SK|Alberta|British Columbia|Manitoba|New Brunswick|Nova Scotia|Ontario"
    "|Quebec|Québec|Saskatchewan"
)
_COUNTRIES = (
    "USA|U\\.S\\.A|U\\.S|US|United States|UK|U\\.K|United Kingdom|England|Scotland|Wales|Ireland|Canada|Mexico|Brazil"
    "|Argentina|France|Germany|Belgium|The Netherlands|Netherlands|Luxembourg|Switzerland|Austria|Italy|Spain"
    "|Portugal|Denmark|Sweden|Norway|Finland|Iceland|Poland|Hungary|Czech Republic|Greece|Turkey|Israel|India"
    "|China|P\\.R\\. China|Hong Kong|Taiwan|Japan|Korea|South Korea|Singapore|Malaysia|Australia|New Zealand"
    "|South Africa|Bermuda"
)
_NAMES = f"{_STATES}|{_PROVINCES}|{_COUNTRIES}"
# In capitals as well; in small letters "in", "or" and "me" are words.
_REGION = re.compile(rf"[,\s](?:{_NAMES}|{_NAMES.upper()})\.?$")


def names_region(place: str) -> bool:
    """Whether a place ends in a state, province or country: `Basel, Switzerland`, `Lowell, Mass.`"""
    return len(place) <= 120 and bool(_REGION.search(place))
