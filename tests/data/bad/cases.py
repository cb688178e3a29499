"""The list of cases, and what several files of this folder write with."""
import pathlib

FOLDER = pathlib.Path(__file__).parent
COLUMNS = "file case rule wrong expect accepted rejected skipped users first kinds words options status seconds megabytes".split()
CASES = []


def rows(n):
    """n good rows of three columns."""
    return b"".join(b"%d,%d,%d\n" % (100 + k, k % 5 + 1, k % 5 + 1) for k in range(n))


def csv(n=40):
    return b"user,item,rating\n" + rows(n)


def case(file, data, wrong, expect, accepted=0, rejected=0, skipped=0, *, kinds="", words="", rule="", options="", users="",
         first="", cli_status="", seconds=10, megabytes=96):
    """One case. `data`: the bytes of the file, or a folder's files by name; None where a recipe of the test makes it."""
    name = file.replace("recipe:", "").split(".")[0].replace("/", "-")
    status = cli_status if cli_status != "" else 1 if expect == "error" else 0
    CASES.append([file, name, rule, wrong, expect, accepted, rejected, skipped, users, first, kinds, words, options, status,
                  seconds, megabytes])
    members = data.items() if isinstance(data, dict) else [] if data is None else [("", data)]
    for member, content in members:
        path = FOLDER / "files" / file / member if member else FOLDER / "files" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def write_index():
    names = [c[1] for c in CASES]
    assert len(set(names)) == len(names), sorted(n for n in names if names.count(n) > 1)
    lines = ["\t".join(COLUMNS)]
    for c in CASES:
        cells = [str(x) if x != "" else "-" for x in c]
        assert all("\t" not in x and "\n" not in x for x in cells), cells
        lines.append("\t".join(cells))
    (FOLDER / "index.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
