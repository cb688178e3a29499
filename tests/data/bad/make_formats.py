"""Each special format, broken at each of its joints. See make.py."""
import io
import json
import sqlite3
import struct
import zipfile
import zlib

from cases import case, csv, rows

# Twelve users with four to nine of fifteen items.
WORLD = [(u, (u * 5 + k * 4) % 15 or 15, 1 + (u + k) % 5, 1_000_000_000 + u * 1000 + k)
         for u in range(1, 13) for k in range(4 + u % 6)]
N = len(WORLD)
LISTS = {u: [i for v, i, _, _ in WORLD if v == u] for u in range(1, 13)}


def recbole():
    head = "user_id:token\titem_id:token\trating:float\ttimestamp:float\n"
    body = "".join("%d\t%d\t%d\t%d\n" % r for r in WORLD)
    case("recbole-rating.inter", (head + body + "99\t1\tgood\t3\n").encode(), "a word where the header says float", "warn", N, 1, kinds="rating=1", words="rejected", rule="P2")
    case("recbole-short.inter", (head + body + "99\t1\n").encode(), "a row of two fields", "warn", N, 1, kinds="field-count=1", words="rejected", rule="P2")
    case("recbole-no-user.inter", ("item_id:token\trating:float\n" + "1\t2\n2\t3\n").encode(), "no user among the typed names", "error", words="no user and item were found;--columns", rule="P10")
    case("recbole-unknown-type.inter", (head.replace("rating:float", "rating:double") + body).encode(), "a type that RecBole has not", "ok", N, rule="P1")
    case("recbole-header-only.inter", head.encode(), "a typed header without rows", "error", words="No line of", rule="P8")
    case("recbole-header-again.inter", (head + body + head).encode(), "two files put together", "warn", N, 1, kinds="header=1", words="rejected", rule="P3")
    case("recbole-sequence.inter", b"user_id:token\titem_id_list:token_seq\titem_id:token\n1\t2 3\t4\n2\t3 4\t5\n3\t\t6\n", "a column of sequences, once empty", "ok", 3, rule="P1")
    case("recbole-items.item", b"item_id:token\tmovie_title:token_seq\tclass:token_seq\n1\tToy Story\tComedy\n2\tHeat\tCrime\n", "items without ratings", "error", words="expected", rule="P8", cli_status=0)


def lists():
    plain = "".join("%d %s\n" % (u - 1, " ".join(map(str, own))) for u, own in LISTS.items())
    counted = "".join("%d %s\n" % (len(own), " ".join(map(str, own))) for own in LISTS.values())
    case("lists-word.txt", (plain + "12 1 two 3\n").encode(), "a word among the items", "warn", N + 2, 1, kinds="list=1", words="rejected", rule="P2")
    case("lists-word-first.txt", (plain + "u12 1 2 3\n").encode(), "a word where the user stands", "warn", N, 1, kinds="list=1", words="rejected", rule="P2")
    case("lists-user-alone.txt", (plain + "12\n13 \n\n").encode(), "users without items", "ok", N, 0, 3, rule="P3")
    case("lists-huge.txt", (plain + "12 99999999999999999999 3\n").encode(), "an item beyond 64 bits", "warn", N + 1, 1, kinds="list=1", words="rejected", rule="P2")
    case("lists-count-lies.txt", (counted * 2 + "7 1 2 3\n").encode(), "a length that is none", "warn", 2 * N, 1, kinds="field-count=1", words="rejected", rule="P2")
    case("lists-fractions.txt", (plain + "12 1.5 2\n").encode(), "an item with a fraction", "warn", N + 1, 1, kinds="list=1", words="rejected", rule="P2")
    sequences = "".join("%d %s\n" % (u, " ".join(map(str, own + own[:1]))) for u, own in LISTS.items())
    case("sequences-word.txt", (sequences + "99 3 x 4\n").encode(), "a word in a sequence", "warn", N + 12 + 2, 1, kinds="list=1", words="rejected", rule="P2")
    case("baskets-rest.csv", b"bread,milk,eggs\nmilk,eggs\n\nbread,milk,,,\n\"eggs\",milk,bread,tea\nbread,tea\n", "baskets with padding, quotes and a blank line", "ok", 13, 0, 1, rule="P3")
    case("baskets-nul.csv", b"bread,milk,eggs\nmilk,eggs\nbread,milk\x00\neggs,milk,bread,tea\nbread,tea\n", "a NUL byte in a basket", "warn", 12, 1, kinds="encoding=1", words="rejected", rule="P2")


def json_tables():
    def ok(name, text, wrong, accepted=N, **more):
        case("json-table-" + name + ".json", text.encode(), wrong, "ok" if not more.get("rejected") else "warn", accepted, rule=more.pop("rule", "P1"),
             words="rejected" if more.get("rejected") else "", **more)

    arrays = [json.dumps([r[0], "i%d" % r[1], r[2]]) for r in WORLD]
    names = ("user", "item", "rating", "timestamp")
    columns = {name: [r[c] for r in WORLD] for c, name in enumerate(names)}
    ok("values", "[" + ",".join(arrays) + "]", "an array of arrays on one line", users=12)
    ok("pretty", json.dumps(list(WORLD), indent=1), "an array of arrays, a number a line", users=12)
    ok("split", json.dumps({"columns": ["rating", "movieId", "userId"], "index": list(range(N)), "data": [[r[2], r[1], r[0]] for r in WORLD]}), "as pandas splits it: the names beside the rows", users=12)
    ok("columns", json.dumps(columns), "an object of columns", users=12, first="2001-09-09T02:03:20Z")
    ok("columns-pretty", json.dumps(columns, indent=2), "the same over many lines", users=12)
    ok("columns-index", json.dumps({name: {str(k): v for k, v in enumerate(column)} for name, column in columns.items()}), "columns with a key for each row, as pandas writes them", users=12)
    ok("columns-escapes", json.dumps({"user": ["\u00e9\"%d" % r[0] for r in WORLD], "item": ["a,]%d" % r[1] for r in WORLD]}), "quotes and brackets in texts of columns", users=12)
    ok("index", json.dumps({str(k): {"user": u, "item": i, "rating": r} for k, (u, i, r, _) in enumerate(WORLD)}), "rows under their numbers", users=12)
    ok("index-empty-row", json.dumps({"0": {"user": 1, "item": 2}, "1": {}, "2": {"user": 2, "item": 2}, "3": {"user": 3, "item": 2}}), "a row without anything", accepted=3, rejected=1, kinds="empty-id=1", rule="P2")
    ok("short-row", "[" + ",".join(arrays) + ",[1,2]]", "a row of two values", rejected=1, kinds="field-count=1", rule="P2")
    ok("null", "[" + ",".join(arrays) + ',[null,"i1",3],[1,"i2",null]]', "null for a user and for a rating", rejected=2, kinds="empty-id=1,rating=1", rule="P2")
    ok("number-between", "[" + ",".join(arrays) + ",7]", "a number between the rows", rejected=1, kinds="field-count=1", rule="P2")
    ok("cut", "[" + ",".join(arrays) + ',[1,"i2', "the end is missing", rejected=1, kinds="field-count=1", rule="P2")
    ok("columns-short", json.dumps({**columns, "rating": columns["rating"][:-2]}), "a column is shorter", accepted=N - 2, rejected=2, kinds="field-count=2", rule="P2")
    ok("columns-keys", json.dumps({"user": {"0": 1, "1": 2, "2": 2}, "item": {"0": 1, "1": 2, "3": 4}}), "columns of other keys", accepted=2, rejected=1, kinds="json=1", rule="P2")
    case("json-table-columns-cut.json", json.dumps(columns)[:900].encode(), "columns cut before the item ends", "error", words="expected", rule="P8")
    case("json-table-no-item.json", json.dumps({"user": [1, 2, 3], "thing": [1, 2, 3]}).encode(), "columns of which none is the item", "error", words="user, thing;--columns", rule="P10")
    case("json-table-deep.json", b"[[1,2,3],[" + b"[" * 30000, "30,000 levels in an array of arrays", "warn", 1, 1, kinds="field-count=1", words="rejected", rule="P2")
    case("json-table-places.json", json.dumps([[13.4 + k / 997, 52.5 + k / 991] for k in range(60)]).encode(), "coordinates", "error", words="expected", rule="P8")


def json_lines():
    row = '{"reviewerID": "%d", "asin": "%d", "overall": %d.0, "unixReviewTime": %d}\n'
    body = "".join(row % r for r in WORLD)

    def late(name, line, wrong, expect="warn", kind="", accepted=N, **more):
        data = line if isinstance(line, bytes) else line.encode()
        case("json-" + name + ".jsonl", body.encode() + data + b"\n", wrong, expect, accepted, 1 if kind else 0,
             kinds=kind + "=1" if kind else "", words="1 line was rejected" if kind else "", rule="P2", **more)

    late("cut", '{"reviewerID": "99", "asin": "1", "over', "the last line is cut", kind="json")
    late("open-string", '{"reviewerID": "99, "asin": "1", "overall": 3}', "a string that does not close", kind="json")
    late("no-item", '{"reviewerID": "99", "overall": 3}', "a key is missing", kind="empty-id")
    late("null-rating", '{"reviewerID": "99", "asin": "1", "overall": null}', "a rating of null", kind="rating")
    late("text-rating", '{"reviewerID": "99", "asin": "1", "overall": "good"}', "a rating in words", kind="rating")
    late("nan", '{"reviewerID": "99", "asin": "1", "overall": NaN}', "NaN, which JSON has not", kind="json")
    late("huge", '{"reviewerID": "99", "asin": "1", "overall": 1e999}', "a number beyond double", kind="json")
    late("beyond-float", '{"reviewerID": "99", "asin": "1", "overall": 1e300}', "a number beyond float", kind="rating")
    late("python", "{'reviewerID': '99', 'asin': '1', 'overall': 3}", "Python's quotes", kind="json")
    late("trailing-comma", '{"reviewerID": "99", "asin": "1", "overall": 3,}', "a comma before the brace", kind="json")
    late("two-objects", '{"reviewerID": "99", "asin": "1", "overall": 3} {"reviewerID": "98"}', "two objects on a line", kind="json")
    late("array", '["99", "1", 3]', "an array among the objects", kind="json")
    late("nul-escape", r'{"reviewerID": "9\u0000", "asin": "1", "overall": 3}', "an escaped NUL in an id", kind="encoding")
    late("lone-surrogate", r'{"reviewerID": "9\ud800", "asin": "1", "overall": 3}', "half a surrogate pair", kind="json")
    late("empty-id", '{"reviewerID": "", "asin": "1", "overall": 3}', "an empty id", kind="empty-id")
    late("list-id", '{"reviewerID": ["99"], "asin": "1", "overall": 3}', "a list where the id stands", kind="empty-id")
    late("object-id", '{"reviewerID": {"$oid": "99"}, "asin": "1", "overall": 3, "unixReviewTime": 1000000000}', "an id inside an object", "ok", accepted=N + 1)
    late("deep-id", '{"reviewerID": ' + '{"id": ' * 40 + '"9"' + "}" * 41, "an id forty objects deep", kind="empty-id")
    late("depth-64", '{"reviewerID": "99", "asin": "1", "overall": 3, "unixReviewTime": 1000000000, "x": ' + "[" * 63 + "]" * 63 + "}", "64 levels are allowed", "ok", accepted=N + 1)
    late("depth-65", '{"reviewerID": "99", "asin": "1", "overall": 3, "x": ' + "[" * 64 + "]" * 64 + "}", "65 levels are not", kind="json")
    late("depth-30000", '{"reviewerID": "99", "asin": "1", "overall": 3, "x": ' + "[" * 30000, "30,000 levels, open", kind="json")
    late("twice", '{"reviewerID": "98", "reviewerID": "99", "asin": "1", "overall": 3, "unixReviewTime": 1000000000}', "a key twice", "ok", accepted=N + 1)
    late("control", b'{"reviewerID": "9\x019", "asin": "1", "overall": 3}', "a control character in a string", kind="json")
    case("json-numbers.jsonl", b'{"user": 1, "item": 2}\n{"user": "1", "item": 2}\n{"user": 1.0, "item": 2}\n{"user": 18446744073709551615, "item": -2}\n', "ids as numbers and as strings", "ok", 4, rule="P4", users=3)
    case("json-pretty.json", b'{\n  "user": "1",\n  "item": "2"\n}\n', "one object over several lines", "error", words="JSON;expected", rule="P10")
    case("json-document.json", b'[{"user": "1", "item": "2"},\n {"user": "2", "item": "2"}]\n', "an array of objects", "ok", 2, rule="P1")
    case("json-no-roles.jsonl", b'{"a": 1}\n{"a": 2}\n', "objects without user and item", "error", words="JSON;expected", rule="P10")
    case("json-empty-object.jsonl", b"{}\n{}\n", "empty objects", "error", words="JSON", rule="P10")


def arff():
    head = "@RELATION r\n@ATTRIBUTE user NUMERIC\n@ATTRIBUTE item NUMERIC\n@ATTRIBUTE rating NUMERIC\n"
    body = "".join("%d,%d,%d\n" % r[:3] for r in WORLD)
    data = head + "@DATA\n" + body
    case("arff-question.arff", (data + "99,1,?\n").encode(), "a rating that Weka calls unknown", "warn", N, 1, kinds="rating=1", words="rejected", rule="P2")
    case("arff-short.arff", (data + "99,1\n").encode(), "a row of two values", "warn", N, 1, kinds="field-count=1", words="rejected", rule="P2")
    case("arff-comment.arff", (data + "% the end\n").encode(), "a comment among the rows", "ok", N, 0, 1, rule="P3")
    case("arff-no-data.arff", head.encode(), "a header without @data", "error", words="ARFF;@data", rule="P8")
    case("arff-no-rows.arff", (head + "@DATA\n").encode(), "no rows behind @data", "error", words="ARFF;@data", rule="P8")
    case("arff-sparse.arff", (head + "@DATA\n{0 1, 1 2, 2 3}\n").encode(), "sparse rows", "error", words="sparse ARFF;CSV", rule="P10")
    case("arff-one-attribute.arff", b"@relation r\n@attribute user numeric\n@data\n1\n2\n", "one attribute", "error", words="ARFF;--columns", rule="P10")
    case("arff-no-roles.arff", b"@relation r\n@attribute width numeric\n@attribute height numeric\n@attribute depth numeric\n@data\n1,2.33333,3\n2,3.44444,4\n", "attributes that are no ratings", "error", words="expected", rule="P10")
    case("arff-open-name.arff", (data.replace("user NUMERIC", "'user NUMERIC")).encode(), "an attribute's name that does not close", "ok", N, rule="P1")
    case("arff-quotes.arff", (head.replace("user NUMERIC", "user STRING") + "@DATA\n'a,b',1,3\n'it\\'s',2,4\n\"c\",3,5\n'd,4,5\n" + body).encode(), "quotes of all kinds, one open", "warn", N + 3, 1, kinds="open-quote=1", words="rejected", rule="P2")
    case("arff-crlf.arff", data.replace("\n", "\r\n").encode(), "CRLF", "ok", N, rule="P1")


def dst():
    head = 'I,4,"www.example.org","a test"\nT,1,"VRoot",0,0,"VRoot"\nA,1,1,"One, two","/1"\nA,2,1,"Two","/2"\n'
    body = 'C,"1",1\nV,1,1\nV,2,1\nC,"2",2\nV,2,1\nC,"3",3\nV,1,1\n'
    case("dst-orphan.dst", (head + "V,1,1\n" + body).encode(), "a vote before the first user", "warn", 4, 1, kinds="empty-id=1", words="rejected", rule="P2")
    case("dst-letter.dst", (head + body + "Q,1,1\n").encode(), "a letter without meaning", "warn", 4, 1, kinds="field-count=1", words="rejected", rule="P2")
    case("dst-short.dst", (head + body + "V\n").encode(), "a vote without an item", "warn", 4, 1, kinds="field-count=1", words="rejected", rule="P2")
    case("dst-empty-item.dst", (head + body + "V,,1\n").encode(), "a vote for nothing", "warn", 4, 1, kinds="empty-id=1", words="rejected", rule="P2")
    case("dst-empty-user.dst", (head + body + 'C,"",4\nV,1,1\n').encode(), "a user without a name", "warn", 4, 1, kinds="empty-id=1", words="rejected", rule="P2")
    case("dst-open-quote.dst", (head + 'A,3,1,"Three,"/3"\n' + body).encode(), "a title whose quote stays open", "ok", 4, rule="P1")
    case("dst-no-votes.dst", (head + 'C,"1",1\nC,"2",2\n').encode(), "no votes at all", "error", words="expected", rule="P8")


def libfm():
    body = "".join("%d %d:1 %d:1\n" % (r, u, 100 + i) for u, i, r, _ in WORLD)
    case("libfm-no-value.libfm", (body + "3 12:1 103\n").encode(), "an index without a value", "warn", N, 1, kinds="field-count=1", words="rejected", rule="P2")
    case("libfm-label.libfm", (body + "good 12:1 103:1\n").encode(), "a label in words", "warn", N, 1, kinds="rating=1", words="rejected", rule="P2")
    case("libfm-label-nan.libfm", (body + "nan 12:1 103:1\n").encode(), "a label that is no number", "warn", N, 1, kinds="rating=1", words="rejected", rule="P2")
    case("libfm-one-pair.libfm", (body + "3 12:1\n").encode(), "one pair instead of two", "warn", N, 1, kinds="field-count=1", words="rejected", rule="P2")
    case("libfm-word-index.libfm", (body + "3 x:1 103:1\n").encode(), "an index in words", "warn", N, 1, kinds="field-count=1", words="rejected", rule="P2")
    case("libfm-comment.libfm", (body + "3 12:1 103:1 # a comment\n# another\n").encode(), "comments", "ok", N + 1, 0, 1, rule="P3")
    svm = "".join("%d %s\n" % (u, " ".join("%d:%d" % (i, 1 + i % 5) for i in sorted(own))) for u, own in LISTS.items())
    case("libsvm-value.svm", (svm + "1 1:2 2:x 3:4\n").encode(), "a value in words", "warn", N + 2, 1, kinds="field-count=1", words="rejected", rule="P2")
    case("libsvm-huge.svm", (svm + "1 1:1e999 2:1e39 3:4\n").encode(), "values beyond double and float", "warn", N + 1, 2, kinds="field-count=1,rating=1", words="rejected", rule="P2")


def matrices():
    dense = ["%s" % ",".join(str(dict((i, r) for v, i, r, _ in WORLD if v == u).get(item, 99)) for item in range(1, 16)) for u in range(1, 13)]
    text = "\n".join(dense) + "\n"
    case("matrix-short.csv", (text + "1,2,3\n").encode(), "a row of three columns", "warn", N, 1, kinds="field-count=1", words="rejected", rule="P2")
    case("matrix-word.csv", (text + ",".join(["good"] + ["99"] * 14) + "\n").encode(), "a word in a cell", "warn", N, 1, kinds="rating=1", words="rejected", rule="P2")
    case("matrix-infinite.csv", (text + ",".join(["inf", "1e999", "1e39"] + ["99"] * 12) + "\n").encode(), "cells that are not finite", "warn", N, 3, kinds="rating=3", words="rejected", rule="P2")
    case("matrix-blank-cells.csv", text.replace("99", "").encode(), "empty cells", "ok", N, rule="P1")
    case("matrix-quote.csv", (text + '"1' + ",99" * 14 + "\n").encode(), "a cell whose quote stays open", "warn", N, 1, kinds="too-long=1", words="rejected", rule="P2")
    head = "%%MatrixMarket matrix coordinate integer general\n% made here\n"
    body = "".join("%d %d %d\n" % r[:3] for r in WORLD)
    size = "12 15 %d\n" % N

    def mtx(name, data, wrong, expect="error", a=0, r=0, kinds="", words="", s=0):
        case("mtx-" + name + ".mtx", data.encode(), wrong, expect, a, r, s, kinds=kinds, words=words, rule="P2")

    mtx("more-stated", head + "12 15 999\n" + body, "the header states more entries", "warn", N, words="999 entries;cut short")
    mtx("fewer-stated", head + "12 15 3\n" + body, "the header states fewer entries", "warn", N, words="3 entries")
    mtx("huge-stated", head + "9000000000000000000 9000000000000000000 9000000000000000000\n" + body, "the header states more than memory", "warn", N, words="cut short")
    mtx("beyond-int64", head + "99999999999999999999 15 3\n" + body, "a size beyond 64 bits", words="states no size")
    mtx("negative", head + "-12 15 3\n" + body, "a negative size", words="states no size;expected")
    mtx("no-size", head + body, "no size: the first entry stands in for it", words="expected")
    mtx("index-zero", head + size + body + "0 1 3\n", "an index of zero", "warn", N, 1, "index=1", "rejected")
    mtx("index-beyond", head + size + body + "13 1 3\n", "an index beyond the stated rows", "warn", N, 1, "index=1", "rejected")
    mtx("index-fraction", head + size + body + "1.0 1 3\n", "an index with a fraction", "warn", N, 1, "index=1", "rejected")
    mtx("pattern-values", head.replace("integer", "pattern") + "2 2 2\n1 1\n2 2\n2 1 5\n", "a value in a pattern", "warn", 2, 1, "field-count=1", "rejected")
    mtx("value-missing", head + size + body + "1 1\n", "an entry without a value", "warn", N, 1, "field-count=1", "rejected")
    mtx("value-nan", head + size + body + "1 1 nan\n", "a value that is not finite", "warn", N, 1, "rating=1", "rejected")
    mtx("array", "%%MatrixMarket matrix array real general\n2 2\n1\n2\n3\n4\n", "a dense matrix", words="matrix coordinate;expected")
    mtx("complex", head.replace("integer", "complex") + "2 2 1\n1 1 2 3\n", "complex numbers", words="expected")
    mtx("banner-only", "%%MatrixMarket\n", "nothing but the first word", words="expected")
    mtx("no-entries", head + "12 15 0\n", "no entries", words="No line of")
    mtx("comment-between", head + size + body.replace("\n", "\n% between\n", 1), "a comment between the entries", "ok", N)


def npy_bytes(descr, shape, data, fortran="False", version=1):
    header = "{'descr': %s, 'fortran_order': %s, 'shape': %s, }" % (descr, fortran, shape)
    header += " " * (-(len(header) + 11) % 64) + "\n"
    length = struct.pack("<H", len(header)) if version == 1 else struct.pack("<I", len(header))
    return b"\x93NUMPY" + bytes([version, 0]) + length + header.encode() + data


def numpy():
    ints = b"".join(struct.pack("<4q", *r) for r in WORLD)
    good = "(%d, 4)" % N
    case("npy-version-2.npy", npy_bytes("'<i8'", good, ints, version=2), "a header of version 2", "ok", N, rule="P1")
    case("npy-big-endian.npy", npy_bytes("'>i8'", good, b"".join(struct.pack(">4q", *r) for r in WORLD)), "big end first", "ok", N, rule="P1")
    case("npy-fortran.npy", npy_bytes("'<i8'", good, b"".join(struct.pack("<%dq" % N, *(r[c] for r in WORLD)) for c in range(4)), "True"), "columns first", "ok", N, rule="P1")
    case("npy-float-nan.npy", npy_bytes("'<f8'", "(3, 3)", struct.pack("<9d", 1, 2, 3, float("nan"), 2, 3, 2, 2, float("inf"))), "ids and ratings that are not finite", "error", words="expected", rule="P8")
    case("npy-float-one-nan.npy", npy_bytes("'<f4'", "(3, 3)", struct.pack("<9f", 1, 2, 3, float("nan"), 2, 3, 2, 2, 4)), "an id that is not finite", "warn", 2, 1, kinds="empty-id=1", words="rejected", rule="P2")
    case("npy-more-stated.npy", npy_bytes("'<i8'", "(1000000000000, 4)", ints), "a shape beyond the file", "error", words="more numbers than the file holds", rule="P10")
    case("npy-overflow.npy", npy_bytes("'<i8'", "(4611686018427387904, 4)", ints), "a shape whose bytes overflow 64 bits", "error", words="more numbers than the file holds", rule="P10")
    case("npy-overflow-zero.npy", npy_bytes("'<i8'", "(0, 4611686018427387904)", ints), "a shape of nothing times too much", "error", words="expected", rule="P10")
    case("npy-negative.npy", npy_bytes("'<i8'", "(-1, 4)", ints), "a negative shape", "error", words="shape cannot be read", rule="P10")
    case("npy-cut.npy", npy_bytes("'<i8'", good, ints)[:-5], "the data is cut", "error", words="more numbers than the file holds", rule="P10")
    case("npy-objects.npy", npy_bytes("'|O'", "(2, 2)", b"\x80\x04\x95\x20\x00\x00\x00\x00\x00\x00\x00cposix\nsystem\n."), "pickled objects", "error", words="pickle", rule="P10")
    case("npy-structured.npy", npy_bytes("[('user', '<i8'), ('item', '<i8')]", "(2,)", struct.pack("<4q", 1, 2, 2, 2)), "a structured type", "ok", 2, rule="P1")
    records = b"".join(struct.pack("<i4xd4sq", u, r, b"i%d" % i, t) for u, i, r, t in WORLD)
    padded = "[('user_id', '<i4'), ('', '|V4'), ('rating', '<f8'), ('item_id', '|S4'), ('time', '<i8')]"
    case("npy-records.npy", npy_bytes(padded, "(%d,)" % N, records), "records with filling, and items of text", "ok", N, users=12, rule="P1")
    case("npy-records-wide.npy", npy_bytes("[('u', '<U3'), ('i', '>i2'), ('r', '<f2')]", "(%d,)" % N, b"".join(("\u00e9%d" % u).ljust(3, "\0").encode("utf-32-le") + struct.pack(">h", i) + struct.pack("<e", r / 2) for u, i, r, _ in WORLD)), "records without known names, users of wide characters", "ok", N, users=12, rule="P1")
    case("npy-records-surrogate.npy", npy_bytes("[('user', '<U1'), ('item', '<i4')]", "(3,)", struct.pack("<IiIiIi", 0xd800, 1, 0x41, 2, 0x42, 3)), "half a surrogate pair as a user", "warn", 2, 1, kinds="encoding=1", words="rejected", rule="P2")
    case("npy-records-nested.npy", npy_bytes("[('user', [('a', '<i4')]), ('item', '<i4')]", "(2,)", b"\0" * 16), "records within records", "error", words="plain numbers;expected", rule="P10")
    case("npy-records-arrays.npy", npy_bytes("[('user', '<i4', (3,)), ('item', '<i4')]", "(2,)", b"\0" * 32), "a small array as a field", "error", words="plain numbers;expected", rule="P10")
    case("npy-records-objects.npy", npy_bytes("[('user', '|O'), ('item', '<i4')]", "(2,)", b"\0" * 24), "pickled objects in records", "error", words="plain numbers;expected", rule="P10")
    case("npy-records-open.npy", npy_bytes("[('user', '<i4'), ('item', '<i4'", "(2,)", b"\0" * 16), "a description that does not close", "error", words="plain numbers;expected", rule="P10")
    case("npy-records-square.npy", npy_bytes("[('user', '<i4'), ('item', '<i4')]", "(2, 2)", b"\0" * 32), "records in two dimensions", "error", words="other records;expected", rule="P10")
    case("npy-records-beyond.npy", npy_bytes("[('user', '<i4'), ('item', '<i4')]", "(9223372036854775807,)", b"\0" * 32), "more records than bytes", "error", words="more numbers than the file holds", rule="P10")
    case("npy-text.npy", npy_bytes("'<U4'", "(2, 2)", b"a\0\0\0" * 16), "texts", "error", words="expected", rule="P10")
    case("npy-half.npy", npy_bytes("'<f2'", "(%d, 3)" % N, b"".join(struct.pack("<3e", u, i, r / 2) for u, i, r, _ in WORLD)), "half precision", "ok", N, users=12, rule="P1")
    case("npy-half-endless.npy", npy_bytes("'<f2'", "(3, 3)", struct.pack("<9e", 1, 2, float("inf"), float("nan"), 2, 3, 2, 2, 6e-8)), "half precision that is not finite", "error", words="expected", rule="P8")
    case("npy-1d.npy", npy_bytes("'<i8'", "(4,)", ints[:32]), "one dimension", "error", words="another shape;expected", rule="P10")
    case("npy-5-columns.npy", npy_bytes("'<i8'", "(2, 5)", ints[:80]), "five columns: vectors", "error", words="no user and item were found", rule="P8", cli_status=0)
    case("npy-empty.npy", npy_bytes("'<i8'", "(0, 4)", b""), "no rows", "error", words="No line of", rule="P8")
    case("npy-magic.npy", b"\x93NUMPY", "nothing but the magic", "error", words="no whole NumPy array", rule="P10")
    case("npy-header-beyond.npy", b"\x93NUMPY\x01\x00\xff\xff{'descr'", "a header longer than the file", "error", words="header is longer than the file", rule="P10")
    case("npy-header-v2-beyond.npy", b"\x93NUMPY\x02\x00\xff\xff\xff\xff{'descr'", "a header of 4 GiB", "error", words="header is longer than the file", rule="P10")
    case("npy-no-dictionary.npy", b"\x93NUMPY\x01\x00\x10\x00" + b"hello, world   \n" + ints, "a header that is no dictionary", "error", words="expected", rule="P10")
    case("npy-milliseconds.npy", npy_bytes("'<i8'", "(2, 4)", struct.pack("<8q", 1, 2, 3, 1000000000000, 2, 2, 3, 1100000000000)), "times in milliseconds", "warn", 2, words="milliseconds", rule="P6", first="2001-09-09T01:46:40Z")


def npz_bytes(indptr, indices, data, kind=b"csr", drop=(), extra=(), descr="'<i4'"):
    def ints(v):
        return npy_bytes("'<i4'", "(%d,)" % len(v), struct.pack("<%di" % len(v), *v))
    members = {"indices.npy": ints(indices), "indptr.npy": ints(indptr), "format.npy": npy_bytes("'|S3'", "()", kind),
               "shape.npy": ints([13, 16]), "data.npy": npy_bytes("'<f8'", "(%d,)" % len(data), struct.pack("<%dd" % len(data), *data))}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as z:
        for name, content in list(members.items()) + list(extra):
            if name not in drop:
                z.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def npz():
    ptr, ind, val = [0, 2, 3, 5], [1, 2, 2, 0, 1], [1.0, 2.0, 3.0, 4.0, 5.0]
    case("npz-good-csc.npz", npz_bytes(ptr, ind, val, b"csc"), "compressed by column: nothing wrong", "ok", 5, rule="P1")
    case("npz-indptr-beyond.npz", npz_bytes([0, 2, 3, 99], ind, val), "offsets beyond the entries", "error", words="indptr leads outside", rule="P10")
    case("npz-indptr-back.npz", npz_bytes([0, 3, 2, 5], ind, val), "offsets that go back", "error", words="indptr leads outside", rule="P10")
    case("npz-indptr-negative.npz", npz_bytes([-1, 2, 3, 5], ind, val), "a negative offset", "error", words="indptr leads outside", rule="P10")
    case("npz-indptr-short.npz", npz_bytes([0, 2], ind, val), "offsets that end before the entries do", "error", words="indptr leads outside", rule="P10")
    case("npz-indices-negative.npz", npz_bytes(ptr, [1, -2, 2, 0, 1], val), "a negative index", "warn", 4, 1, kinds="empty-id=1", words="rejected", rule="P2")
    case("npz-data-short.npz", npz_bytes(ptr, ind, val[:4]), "fewer values than indices", "error", words="do not belong together", rule="P10")
    case("npz-data-nan.npz", npz_bytes(ptr, ind, [1.0, float("nan"), 3.0, 4.0, float("inf")]), "values that are not finite", "warn", 3, 2, kinds="rating=2", words="rejected", rule="P2")
    case("npz-no-data.npz", npz_bytes(ptr, ind, val, drop=("data.npy",)), "a member is missing", "error", words="no sparse matrix;expected", rule="P10")
    case("npz-bsr.npz", npz_bytes(ptr, ind, val, b"bsr"), "another kind of sparse matrix", "error", words="kind \"bsr\";expected", rule="P10")
    case("npz-objects.npz", npz_bytes(ptr, ind, val, extra=[("x.npy", npy_bytes("'|O'", "(1,)", b"\x80\x04cposix\nsystem\n."))]), "a pickled member", "error", words="pickle", rule="P10")
    whole = npz_bytes(ptr, ind, val)
    case("npz-cut.npz", whole[:-40], "the end is cut", "error", words="damaged", rule="P10")
    at = whole.index(b"data.npy") + 150
    case("npz-checksum.npz", whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1:], "a flipped bit", "error", words="damaged", rule="P10")


def database(script, page=512):
    db = sqlite3.connect(":memory:")
    db.executescript("PRAGMA page_size=%d; VACUUM;" % page)
    db.executescript(script)
    return db.serialize()


def sqlite():
    table = "CREATE TABLE ratings(user_id INTEGER, item_id INTEGER, rating REAL, timestamp INTEGER);"
    inserts = "".join("INSERT INTO ratings VALUES(%d,%d,%d,%d);" % r for r in WORLD)
    whole = database(table + inserts)

    def late(name, values, wrong, kind):
        case("sqlite-" + name + ".db", database(table.replace("INTEGER", "").replace("REAL", "") + inserts + "INSERT INTO ratings VALUES(%s);" % values), wrong, "warn", N, 1, kinds=kind + "=1", words="1 line was rejected", rule="P2")

    late("null-id", "NULL,1,3,5", "a user of NULL", "empty-id")
    late("blob-id", "x'ff00ff',1,3,1000000000", "a user of bytes", "encoding")
    late("latin1-id", "CAST(x'e9' AS TEXT),1,3,1000000000", "a user that is no UTF-8", "encoding")
    late("text-rating", "99,1,'good',1000000000", "a rating in words", "rating")
    late("null-rating", "99,1,NULL,1000000000", "a rating of NULL", "rating")
    late("infinite-rating", "99,1,9e999,1000000000", "a rating beyond double", "rating")
    case("sqlite-cut.db", whole[:len(whole) - 700], "the last pages are missing", "error", words="damaged SQLite", rule="P10")
    case("sqlite-header.db", whole[:100], "nothing but the header", "error", words="damaged SQLite", rule="P10")
    case("sqlite-magic.db", b"SQLite format 3\0", "nothing but the magic", "error", words="SQLite", rule="P10")
    case("sqlite-page-size.db", whole[:16] + b"\x00\x07" + whole[18:], "a page size that is none", "error", words="SQLite", rule="P10")
    case("sqlite-noise.db", whole[:100] + bytes((k * 37 + 11) % 256 for k in range(len(whole) - 100)), "noise behind the header, as encryption leaves it", "error", words="SQLite", rule="P10")
    broken = bytearray(whole)
    broken[512 * 2 + 3:512 * 2 + 7] = b"\xff\xff\xff\xff"
    case("sqlite-cell.db", bytes(broken), "a page that counts more cells than it has", "error", words="damaged SQLite", rule="P10")
    case("sqlite-view.db", database("CREATE TABLE t(a,b,c); INSERT INTO t VALUES(1,2,3); CREATE VIEW ratings AS SELECT a AS user, b AS item, c AS rating FROM t;"), "the ratings are a view", "error", words="no table;its tables are t", rule="P10")
    case("sqlite-trigger.db", database(table + inserts + "CREATE TABLE log(x); CREATE TRIGGER g AFTER INSERT ON ratings BEGIN INSERT INTO log VALUES(load_extension('evil')); END;"), "a trigger beside the ratings", "warn", N, words="ratings", rule="P1")
    case("sqlite-two-tables.db", database(table + inserts + table.replace("ratings", "ratings2") + inserts.replace("ratings", "ratings2")), "two tables of ratings", "error", words="several tables;--file NAME", rule="P10")
    case("sqlite-no-roles.db", database("CREATE TABLE people(name, age); INSERT INTO people VALUES('a', 1);"), "no table of ratings", "error", words="its tables are people", rule="P10")
    case("sqlite-no-tables.db", database("PRAGMA user_version=3;"), "no tables at all", "error", words="none", rule="P10")
    case("sqlite-empty-table.db", database(table), "a table without rows", "error", words="No line of", rule="P8")
    case("sqlite-names.db", database(table.replace("ratings", '"a""b; DROP TABLE x;--"') + inserts.replace("ratings", '"a""b; DROP TABLE x;--"')), "quotes and SQL in the table's name", "warn", N, words="DROP TABLE", rule="P4")
    case("sqlite-reserved.db", database('CREATE TABLE "select"("user" , "item", "group", "order", "rating"); INSERT INTO "select" VALUES(1,2,3,4,5);'), "names that SQL reserves", "warn", 1, words="select", rule="P4")
    case("sqlite-wal.db", whole[:18] + b"\x02\x02" + whole[20:], "a database in WAL mode without its -wal", "warn", N, words="ratings", rule="P1")
    case("sqlite-virtual.db", database("CREATE VIRTUAL TABLE ratings USING fts5(user, item, rating); INSERT INTO ratings VALUES('1','2','3');"), "a virtual table is code, not data", "error", words="no table", rule="P10")
    case("sqlite-generated.db", database("CREATE TABLE ratings(user, item, rating AS (user * 2)); INSERT INTO ratings(user, item) VALUES(1, 2); INSERT INTO ratings(user, item) VALUES(2, 2);"), "a generated column", "warn", 2, words="ratings", rule="P1")


def foreign():
    for name, data, wrong in [
            ("parquet", b"PAR1\x15" + bytes(range(200)) + b"PAR1", "Parquet"), ("hdf5", b"\x89HDF\r\n\x1a\n" + b"\0" * 300, "HDF5"),
            ("pickle", b"\x80\x04\x95\x20\x00\x00\x00\x00\x00\x00\x00cposix\nsystem\n(S'id'\ntR." + b"\0" * 40, "a pickle"),
            ("png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a picture"), ("pdf", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< >>\nendobj\n", "a PDF"),
            ("elf", b"\x7fELF\x02\x01\x01" + b"\0" * 200, "a program"), ("random", bytes((k * k * 31 + k * 7) % 251 for k in range(600)), "noise"),
            ("xml", b"<?xml version='1.0'?>\n<!DOCTYPE r [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]>\n<r>&b;</r>\n", "XML with entities"),
            ("yaml", b"ratings:\n  - user: 1\n    item: 2\n    rating: 3\n", "YAML"), ("ini", b"[ratings]\nuser=1\nitem=2\n", "settings")]:
        case("foreign-" + name + ".bin", data, wrong, "error", words="expected", rule="P10")


def make():
    recbole()
    lists()
    json_lines()
    json_tables()
    arff()
    dst()
    libfm()
    matrices()
    numpy()
    npz()
    sqlite()
    foreign()
