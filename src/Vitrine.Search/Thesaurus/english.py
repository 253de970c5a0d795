"""Makes english.txt.gz of WordNet 3.1: python3 english.py DICT, the folder with data.noun, index.noun, data.adj, index.adj.

A line for each name of a thing that shops sell (made things, food), of a colour, or of whom it is for:

    jumper TAB sweater|... TAB garment|...

what means the same, and what it is a kind of. A name with several meanings goes on with the same two cells of the next one, in WordNet's own order of frequency, three meanings at most.
"""
import gzip
import os
import sys

ARTIFACT, ATTRIBUTE, FOOD, PERSON = 6, 7, 13, 18
MOST_MEANINGS, MOST_WORDS = 3, 3
# What so many things are a kind of ("device", "furniture") says nothing of what somebody looks for.
MOST_BELOW = 125
PEOPLE = ("woman", "man", "girl", "boy", "child", "baby", "adult", "lady", "gentleman", "teenager")


class Meaning:
    """One of WordNet's sets of synonyms."""

    def __init__(self, fields):
        self.file = int(fields[1])
        count = int(fields[3], 16)
        words = fields[4:4 + 2 * count:2]
        self.names = [word.split("(")[0].replace("_", " ") for word in words]
        rest = fields[4 + 2 * count:]
        pointers = [rest[1 + 4 * i:5 + 4 * i] for i in range(int(rest[0]))]
        self.above = [int(target) for sign, target, part, _ in pointers if sign == "@" and part == "n"]
        self.below = [int(target) for sign, target, part, _ in pointers if sign == "~" and part == "n"]


def lines(path):
    with open(path, encoding="ascii") as file:
        return [line for line in file if not line.startswith("  ")]


def meanings(path):
    return {int(line[:8]): Meaning(line.split(" | ")[0].split()) for line in lines(path)}


def order(path):
    found = {}
    for line in lines(path):
        fields = line.split()
        found[fields[0].replace("_", " ")] = [int(offset) for offset in fields[len(fields) - int(fields[2]):]]
    return found


def below(all_meanings, tops, depth):
    found, level = set(tops), set(tops)
    for _ in range(depth):
        if not level:
            break
        level = {down for one in level for down in all_meanings[one].below} - found
        found |= level
    return found


def count_below(all_meanings, top):
    return len(below(all_meanings, [top], len(all_meanings))) - 1


def is_plain(name):
    return name.islower() and name.replace(" ", "").replace("-", "").isalpha() and len(name.split()) <= MOST_WORDS and len(name) > 2


def main(folder):
    nouns, adjectives = (meanings(os.path.join(folder, f"data.{kind}")) for kind in ("noun", "adj"))
    noun_order, adjective_order = (order(os.path.join(folder, f"index.{kind}")) for kind in ("noun", "adj"))
    colour = next(offset for offset in noun_order["color"] if nouns[offset].file == ATTRIBUTE)
    colours = below(nouns, [colour], 6)
    people = below(nouns, [next(o for o in noun_order[name] if nouns[o].file == PERSON) for name in PEOPLE], 1)
    wanted = {offset for offset, one in nouns.items() if one.file in (ARTIFACT, FOOD)} | colours | people
    special = people | {offset for offset in wanted if count_below(nouns, offset) <= MOST_BELOW}
    colour_names = {name for offset in colours for name in nouns[offset].names}
    coloured = {offset for offset, one in adjectives.items() if sum(name in colour_names for name in one.names) >= min(2, len(one.names))}

    table = {}
    for name in sorted(set(noun_order) | set(adjective_order)):
        if not is_plain(name):
            continue
        of_noun = [nouns[offset] for offset in noun_order.get(name, []) if offset in wanted][:MOST_MEANINGS]
        rows = [[one.names, [other for above in one.above if above in special for other in nouns[above].names]] for one in of_noun] or [[[], []]]
        # A colour is an adjective as well: the same meaning.
        rows[0][0] = rows[0][0] + [other for offset in adjective_order.get(name, []) if offset in coloured for other in adjectives[offset].names]
        seen = {name}
        cells = []
        for cell in (cell for row in rows for cell in row):
            kept = [other for other in dict.fromkeys(cell) if other not in seen and is_plain(other)]
            seen.update(kept)
            cells.append("|".join(kept))
        if any(cells):
            table[name] = "\t".join(cells).rstrip("\t")

    here = os.path.dirname(os.path.abspath(__file__))
    text = "".join(f"{name}\t{cells}\n" for name, cells in table.items())
    with open(os.path.join(here, "english.txt.gz"), "wb") as file:
        file.write(gzip.compress(text.encode("ascii"), 9, mtime=0))
    print(f"{len(table):,} names, {len(text):,} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
