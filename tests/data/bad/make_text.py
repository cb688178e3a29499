"""Bad texts: encodings, line ends, quotes, separators, ids, ratings, times, headers. See make.py."""
from cases import case, csv, rows

HEAD = b"user,item,rating\n"


def encodings():
    text = "user,item,rating\n1,2,3\n2,3,4\n3,3,5\n"
    case("utf8-bom.csv", b"\xef\xbb\xbf" + text.encode(), "byte-order mark before the header", "ok", 3, rule="P7")
    case("utf8-bom-only.csv", b"\xef\xbb\xbf", "nothing but a byte-order mark", "error", words="is empty;expected lines", rule="P8")
    case("utf8-bom-quoted.csv", b"\xef\xbb\xbf" + b'"user","item","rating"\n1,2,3\n2,3,4\n', "mark before a quoted header", "ok", 2, rule="P7")
    case("utf8-bom-inside.csv", (text + "\ufeff4,\ufeff2,3\n").encode(), "a mark in the middle belongs to the id", "ok", 4, rule="P4")
    case("utf16-le.csv", b"\xff\xfe" + text.encode("utf-16-le"), "UTF-16, little end first", "ok", 3, rule="P7")
    case("utf16-be.csv", b"\xfe\xff" + text.encode("utf-16-be"), "UTF-16, big end first", "ok", 3, rule="P7")
    case("utf16-crlf.csv", b"\xff\xfe" + text.replace("\n", "\r\n").encode("utf-16-le"), "UTF-16 with CRLF", "ok", 3, rule="P7")
    case("utf16-odd.csv", b"\xff\xfe" + text[:-1].encode("utf-16-le") + b"\x35", "half a character at the end", "warn", 2, 1, kinds="rating=1", words="rejected", rule="P2")
    case("utf16-surrogate.csv", b"\xff\xfe" + (text + "a").encode("utf-16-le") + b"\x00\xd8" + ",1,1\n".encode("utf-16-le"), "half a surrogate pair in an id", "warn", 3, 1, kinds="encoding=1", words="rejected", rule="P2")
    case("utf16-swapped.csv", b"\xff\xfe" + text.encode("utf-16-be"), "mark and bytes contradict each other", "error", words="No ratings were found;--columns", rule="P7")
    case("utf16-mark-only.csv", b"\xff\xfe", "nothing but a UTF-16 mark", "error", words="is empty", rule="P8")
    case("utf16-unmarked.csv", text.encode("utf-16-le"), "UTF-16 without its mark", "warn", 3, words="UTF-16 by its NUL bytes", rule="P7")
    case("utf16-be-unmarked.csv", text.encode("utf-16-be"), "UTF-16, big end first, without its mark", "warn", 3, words="UTF-16 by its NUL bytes", rule="P7")
    case("utf16-stated.csv", text.encode("utf-16-le"), "the same, with the encoding stated", "ok", 3, rule="P7", options="--encoding utf-16")
    case("utf32.csv", text.encode("utf-32"), "UTF-32 is no encoding of ours", "error", words="expected", rule="P7")
    case("windows1252.csv", "user,item,rating\nJos\u00e9,1,3\nZo\u00eb,2,4\n\u20ac,2,4\n".encode("cp1252"), "Windows-1252", "warn", 3, words="Windows-1252", rule="P7")
    case("windows1252-undefined.csv", HEAD + b"a\x81b,1,3\nc,2,4\n", "a byte that Windows-1252 leaves undefined", "warn", 2, words="Windows-1252", rule="P7")
    case("utf8-cut.csv", HEAD + b"1,2,3\n2,3,4\nab\xc3", "the file ends inside a character", "warn", 2, 1, kinds="field-count=1", words="Windows-1252;1 line was rejected", rule="P2")
    case("utf8-overlong.csv", HEAD + b"1\xc0\xaf,2,3\n2,3,4\n", "overlong form of a slash", "warn", 2, words="Windows-1252", rule="P7")
    case("utf8-surrogate.csv", HEAD + b"1\xed\xa0\x80,2,3\n2,3,4\n", "a surrogate written as UTF-8", "warn", 2, words="Windows-1252", rule="P7")
    case("utf8-too-large.csv", HEAD + b"1\xf4\x90\x80\x80,2,3\n2,3,4\n", "a character over U+10FFFF", "warn", 2, words="Windows-1252", rule="P7")
    case("utf8-lone-tail.csv", HEAD + b"1\x80,2,3\n2,3,4\n", "a continuation byte alone", "warn", 2, words="Windows-1252", rule="P7")
    case("utf8-and-latin1.csv", HEAD + b"\xc3\xa9,2,3\n\xe9,3,4\n", "two encodings in one file", "warn", 2, words="Windows-1252", rule="P7")
    case("utf8-stated-broken.csv", HEAD + b"a\xff,1,3\nb,2,4\nc,3,4\n", "broken id where UTF-8 is stated", "warn", 2, 1, kinds="encoding=1", words="rejected", rule="P2", options="--encoding utf-8")
    case("utf8-stated-broken-rating.csv", HEAD + b"a,1,3\xff\nb,2,4\nc,3,4\n", "broken rating where UTF-8 is stated", "warn", 2, 1, kinds="rating=1", words="rejected", rule="P2", options="--encoding utf-8")
    case("utf8-stated-broken-baskets.txt", b"a\xff,b,c,d\na,b,c\na,c\nb,c,d\n", "broken item where UTF-8 is stated", "warn", 11, 1, kinds="encoding=1", words="rejected", rule="P2", options="--encoding utf-8")
    case("nul-in-id.csv", HEAD + b"1\x00,2,3\n2,3,4\n3,3,5\n", "a NUL byte in an id", "warn", 2, 1, kinds="encoding=1", words="rejected", rule="P2")
    case("nul-in-rating.csv", HEAD + b"1,2,3\x00\n2,3,4\n3,3,5\n", "a NUL byte behind a rating", "warn", 2, 1, kinds="rating=1", words="rejected", rule="P2")
    case("nul-line.csv", HEAD + b"1,2,3\n\x00\n2,3,4\n", "a line of one NUL byte", "warn", 2, 1, kinds="field-count=1", words="rejected", rule="P2")
    case("nul-file.csv", b"\x00" * 300, "a file of NUL bytes, as crashes leave them", "error", words="binary data", rule="P8")
    case("ebcdic.csv", text.encode("cp500"), "EBCDIC", "error", words="expected", rule="P7")
    case("control-z.csv", HEAD + b"1,2,3\n2,3,4\n\x1a", "DOS end-of-file mark", "warn", 2, 1, kinds="field-count=1", words="rejected", rule="P2")


def many(head, row, n=60):
    """n rows of 12 users and 15 items, written by row(k, user, item, rating)."""
    return head.encode() + b"".join((row(k, k % 12 + 1, k % 15 + 1, k % 5 + 1) + "\n").encode() for k in range(n))


def people():
    """As programs, spreadsheets and shops write them."""
    head = "user,item,rating\n"
    case("r-row-names.csv", many('"user","item","rating"\n', lambda k, u, i, r: f'"{k + 1}","{u}","{i}",{r}'), "R's names of rows have no name above them", "ok", 60, users=12, rule="P10")
    case("r-row-names-blanks.txt", many("user item rating\n", lambda k, u, i, r: f"{k + 1} {u} {i} {r}"), "the same, by blanks", "ok", 60, users=12, rule="P10")
    case("pandas-numbered.csv", many(",0,1,2\n", lambda k, u, i, r: f"{k},{u},{i},{r}"), "pandas' numbers of columns above its index", "ok", 60, rule="P10")
    case("pandas-numbers.csv", many("0,1,2\n", lambda k, u, i, r: f"{u},{i},{r}"), "numbers of columns, or a row", "warn", 61, words="may be the numbers of columns", rule="P10")
    case("time-first.csv", many("", lambda k, u, i, r: f"{1600000000 + k},{u},{i},{r}"), "the time comes first", "ok", 60, users=12, rule="P10")
    case("time-third.csv", many("", lambda k, u, i, r: f"{u},{i},{1600000000 + k},{r}"), "the time stands before the rating", "ok", 60, users=12, rule="P10")
    case("user-item-day.csv", many("", lambda k, u, i, r: f"u{u},i{i},2021-{k % 12 + 1:02d}-{k % 28 + 1:02d}"), "days behind user and item are no tags", "ok", 60, users=12, rule="P10")
    case("tabs-in-titles.tsv", many("user\titem\ttitle\trating\n", lambda k, u, i, r: f"{u}\t{i}\tA{chr(9) if k % 10 == 0 else ' '}film\t{r}"), "tabs inside titles", "warn", 54, 6, kinds="field-count=6", words="6 lines were rejected", rule="P2")
    case("ratings-percent.csv", many(head, lambda k, u, i, r: f"{u},{i},{20 * r}%"), "percentages", "warn", 60, words="percentages", rule="P2")
    case("ratings-out-of.csv", many(head, lambda k, u, i, r: f"{u},{i},{r}/5"), "ratings out of five", "warn", 60, words="out of 5", rule="P2")
    case("ratings-stars.csv", many(head, lambda k, u, i, r: f"{u},{i}," + "\u2605" * r + "\u2606" * (5 - r)), "stars", "warn", 60, words="stars", rule="P2")
    case("ratings-words.csv", many(head, lambda k, u, i, r: f"{u},{i},{'good' if r > 3 else 'bad'}"), "words for ratings", "error", words='found "bad"', rule="P2")
    case("ratings-money.csv", many(head, lambda k, u, i, r: f"{u},{i},${r}.99"), "prices", "error", words='found "$1.99"', rule="P2")
    case("ratings-thousands.csv", many(head, lambda k, u, i, r: f'{u},{i},"{r},234,567"'), "signs between thousands", "warn", 60, words="between thousands", rule="P2")
    case("tuples.txt", many("", lambda k, u, i, r: f"('u{u}', \"it's {i}\", {r})"), "tuples of a program", "ok", 60, users=12, rule="P1")
    case("single-quoted-ids.csv", many("", lambda k, u, i, r: f"'u{u}','i{i}',{r}"), "texts in single quotes", "ok", 60, users=12, rule="P1")
    case("dates-open.csv", many("user,item,rating,date\n", lambda k, u, i, r: f"{u},{i},{r},{k % 12 + 1}/{k % 11 + 1}/2021"), "day or month first, nothing says it", "warn", 60, words="month/day/year", rule="P5")
    case("dates-both.csv", many("user,item,rating,date\n", lambda k, u, i, r: f"{u},{i},{r}," + ("3/25/2021" if k % 10 == 0 else "25/3/2021")), "days first, but in six rows", "warn", 60, words="6 dates are none as day/month/year;6 times", rule="P5")
    case("netflix.txt", b"".join(b"%d:\n1,5,2005-09-06\n2,3,2005-05-13\n3,4,2005-10-19\n" % k for k in range(1, 12)), "films between their ratings", "ok", 33, users=3, first="2005-05-13T00:00:00Z", rule="P10")
    netflix()
    case("equal-lists.txt", b"".join(("%d " % u + " ".join(str(k * 37 * (u + 3) % 97 + 1) for k in range(1, 7)) + "\n").encode() for u in range(80)), "lists of one length are no ratings", "ok", 480, users=80, rule="P10")


def netflix():
    rows_ = b"1,5,2005-09-06\n2,3,2005-05-13\n3,4,2005-10-19\n"
    films = b"".join(b"%d:\n" % k + rows_ for k in range(1, 5))
    case("netflix-crlf.txt", films.replace(b"\n", b"\r\n"), "the same with CRLF", "ok", 12, users=3, rule="P1")
    case("netflix-broken.txt", films + b"5:\n1,x,2005-09-06\n2,3\n,4,2005-10-19\n3,4,never\n", "broken rows below a film", "warn", 13, 3, kinds="empty-id=1,field-count=1,rating=1", words="3 lines were rejected;1 time is empty", rule="P2")
    case("netflix-empty-film.txt", films + b":\n" + rows_ + b"6:\n", "a film without its number, and one without rows", "warn", 12, 3, kinds="empty-id=3", words="3 lines were rejected", rule="P2")
    case("netflix-nul-film.txt", films + b"5\0:\n1,5,2005-09-06\n", "a NUL byte in a film", "warn", 12, 1, kinds="encoding=1", words="1 line was rejected", rule="P2")
    case("netflix-blank-lines.txt", films.replace(b"3:\n", b"\n3:\n\n"), "blank lines around a film", "ok", 12, 0, 2, rule="P3")
    case("netflix-probe.txt", b"".join(b"%d:\n%d\n%d\n" % (k, 7 * k, 7 * k + 1) for k in range(1, 9)), "only users below the films", "ok", 16, rule="P10")
    case("netflix-only-films.txt", b"".join(b"%d:\n" % k for k in range(1, 30)), "films without ratings", "error", words="expected", rule="P8")
    case("colons-behind-ids.csv", b"".join(b"u%d:,i%d:,%d\n" % (k % 6, k % 8, k % 5 + 1) for k in range(48)), "ids that end with a colon", "ok", 48, users=6, rule="P4")
    case("colon-title.csv", b"Ratings:\n" + HEAD + rows(9), "a title with a colon above the header", "warn", 9, 1, kinds="title=1", words="rejected", rule="P2")
    case("colon-title-events.csv", b"Seen:\n" + b"".join(b"%d,%d,%d\n" % (k % 6 + 1, k * 5 % 97, 1112486027 + k) for k in range(48)), "a title with a colon above users, items and times", "warn", 48, 1, kinds="field-count=1", words="rejected", rule="P2")


def sentence(k, n):
    words = "river stone small light under over house tree wind with without before after slowly young bright dark never".split()
    return " ".join(words[(k * 7 + j * (k % 5 + 3)) % len(words)] for j in range(n))


def texts():
    """What is no data at all: it is refused, never opened as one user and one item."""
    def no(name, lines, wrong, words="expected"):
        case("text-" + name, ("\n".join(lines) + "\n").encode(), wrong, "error", words=words, rule="P8")

    n = range(40)
    no("semicolons.txt", [f"{sentence(k, 6)}; {sentence(k + 3, 5)}." for k in n], "prose with a semicolon in each line", "No ratings were found")
    no("commas.txt", [f"{sentence(k, 5)}, {sentence(k + 3, 6)}." for k in n], "prose with a comma in each line", "No ratings were found")
    no("one-line.txt", [f"{sentence(1, 9)}; {sentence(2, 8)}."], "one sentence", "No ratings were found")
    no("one-comma.txt", [f"{sentence(1, 4)}, {sentence(2, 8)}."], "one sentence with a comma", "No ratings were found")
    no("same-line.txt", ["all work and no play; makes a dull day"] * 50, "one line again and again", "No ratings were found")
    no("wrapped.txt", [sentence(k, 8 + k % 4) + ",;."[k % 3] for k in n], "wrapped prose")
    no("verses.txt", [sentence(k, 5) + "," for k in range(14)], "verses that end with a comma")
    no("dialogue.txt", [f"{('ANNA', 'BERT')[k % 2]}: {sentence(k, 6)}, {sentence(k, 2)}." for k in n], "who says what", "No ratings were found")
    no("licence.txt", ["Permission is granted, free of charge, to any person", "obtaining a copy of this work, to deal in it", "without restriction, subject to the following:", "", "the above notice, and this one, shall be kept."] * 6, "a licence")
    no("access.log", [f'192.168.0.{k % 9} - - [12/Mar/2021:10:{k:02d}:01 +0000] "GET /p/{k % 7}.html HTTP/1.1" 200 {k * 37 + 100}' for k in n], "a log of a web server", "No ratings were found")
    no("program-log.txt", [f"2021-03-12 10:{k:02d}:05,{k * 7 + 100} INFO worker-{k % 3} {sentence(k, 5)}" for k in n], "a log of a program", "No ratings were found")
    no("system.log", [f"Mar 12 10:{k:02d}:01 host kernel[{k}]: {sentence(k, 3 + k % 4)}" for k in n], "a log of a system")
    no("page.html", ['<div class="a">'] + [f"<p>{sentence(k, 6)}, {sentence(k, 3)}; <b>{sentence(k, 2)}</b></p>" for k in n] + ["</div>"], "a piece of a page", "HTML or XML")
    no("style.css", [line for k in n for line in (f".c{k} {{", "  color: red;", f"  margin: {k}px;", "}")], "a style sheet", "No ratings were found")
    no("program-c.txt", [line for k in n for line in (f"int f{k}(int a, int b) {{", f"  return g(a, {k});", "}")], "a program", "No ratings were found")
    no("program-python.txt", [line for k in n for line in (f"def f{k}(a, b):", f"    return g(a, {k})", "")], "another program")
    no("program-js.txt", [line for k in n for line in (f'let v{k} = f({k}, "x");', f"console.log(v{k});")], "a third one")
    no("settings.ini", ["[main]"] + [f"key{k} = value {k}" for k in n], "settings", "No ratings were found")
    no("contents.txt", [f"Chapter {k} ........ {k * 7}" for k in n], "a table of contents", "No ratings were found")
    no("letter.txt", ["From: a@example.org", "Subject: Hello, again", "", "Dear friend,", ""] + [sentence(k, 9) + "," for k in range(9)], "a letter")
    no("formulas.tex", ["\\begin{document}"] + [sentence(k, 8) + ", $x_1 & x_2$ \\\\" for k in n] + ["\\end{document}"], "a text with formulas", "No ratings were found")
    no("weather.csv", [f"2021-03-{k % 28 + 1:02d},{k * 0.37 - 3:.2f},{k * 0.11:.2f},{950 + k}" for k in range(1, 50)], "measurements by day", "No ratings were found")


def first_ratings():
    """A rating in the first column that nothing names."""
    case("rating-first.csv", b"".join(b"%d,%d,%d\n" % ((k * 7 % 11) % 5 + 1, 1000 + k * 17 % 90, 5000 + k * 29 % 130) for k in range(300)), "ratings, users, items", "warn", 300, users=90, words="first column is read as the rating", rule="P10")
    case("rating-first-words.csv", b"".join(b"%d,u%d,i%d,%d\n" % ((k * 7 % 11) % 5 + 1, k * 17 % 90, k * 29 % 130, 1600000000 + k) for k in range(300)), "ratings, users and items of words, times", "warn", 300, users=90, words="first column is read as the rating", rule="P10")
    case("rating-first-halves.csv", b"".join(b"%.1f,%d,%d\n" % ((k * 7 % 11) / 2, 1000 + k * 17 % 90, 5000 + k * 29 % 130) for k in range(300)), "half stars first", "warn", 300, users=90, words="first column is read as the rating", rule="P10")
    case("rating-first-plays.csv", b"".join(b"%d,%d,%d\n" % (k // 60 + 1, 1000 + k * 17 % 290, k * k % 97 + 1) for k in range(300)), "five users in order, and counts", "warn", 300, users=5, words="as ratings have, but is read as the user", rule="P10")


def line_ends():
    case("crlf.csv", HEAD.replace(b"\n", b"\r\n") + b"1,2,3\r\n2,3,4\r\n", "CRLF", "ok", 2, rule="P1")
    case("cr-only.csv", b"user,item,rating\r1,2,3\r2,3,4\r", "CR only", "ok", 2, rule="P1")
    case("cr-only-open.csv", b"user,item,rating\r1,2,3\r2,3,4", "CR only, none at the end", "ok", 2, rule="P1")
    case("cr-then-lf.csv", b"user,item,rating\r1,2,3\r2,3,4\r3,4,5\n", "CR only, but LF at the very end", "ok", 3, rule="P1")
    case("mixed-ends.csv", HEAD + b"1,2,3\r\n2,3,4\n3,3,5\r\n", "CRLF and LF mixed", "ok", 3, rule="P1")
    case("double-cr.csv", b"user,item,rating\r\r\n1,2,3\r\r\n2,3,4\r\r\n", "CR CR LF, as broken transfers make it", "ok", 2, rule="P1")
    case("no-end.csv", HEAD + b"1,2,3\n2,3,4", "no line end at the end", "ok", 2, rule="P1")
    case("one-line.csv", b"1,2,3\n", "one line", "ok", 1, rule="P1")
    case("one-line-open.csv", b"1,2,3", "one line without an end", "ok", 1, rule="P1")
    case("one-field.csv", b"1", "one field", "error", words="No ratings were found;--columns", rule="P8")
    case("empty.csv", b"", "an empty file", "error", words="is empty;expected lines", rule="P8")
    case("newline.csv", b"\n", "a blank line and nothing else", "error", words="is empty;expected", rule="P8")
    case("blanks.csv", b"  \n\t\n   \n", "lines of blanks", "error", words="expected", rule="P8")
    case("header-only.csv", HEAD, "a header without rows", "error", words="No line of;expected", rule="P8")
    case("header-blanks.csv", HEAD + b"\n\n  \n", "a header and blank lines", "error", words="No line of", rule="P8")
    case("blank-lines.csv", b"\n\n" + HEAD + b"\n1,2,3\n   \n2,3,4\n\n", "blank lines everywhere", "ok", 2, 0, 5, rule="P3")
    case("form-feed.csv", HEAD + b"1,2,3\n\f\n2,3,4\n", "a form feed between pages", "ok", 2, 0, 1, rule="P3")
    case("separators-only.csv", HEAD + b"1,2,3\n,,\n2,3,4\n,,\n", "rows of separators, as spreadsheets pad", "warn", 2, 2, kinds="empty-id=2", words="2 lines were rejected", rule="P2")
    case("line-separator.csv", HEAD + "a\u2028b,2,3\n2,3,4\n".encode(), "U+2028 is no line end", "ok", 2, rule="P4")
    case("vertical-tab.csv", HEAD + b"a\x0bb,2,3\n2,3,4\n", "a vertical tab inside an id", "ok", 2, rule="P4")


def quotes():
    case("quoted-separator.csv", HEAD + b'"a,b","c",3\nd,e,4\n', "a separator in quotes", "ok", 2, rule="P1")
    case("quoted-quote.csv", HEAD + b'"a""b",c,3\n"""",e,4\n', "doubled quotes", "ok", 2, rule="P1")
    case("quoted-line-end.csv", HEAD + b'"a\nb",c,3\nd,"e\r\nf",4\n', "line ends in quotes", "ok", 2, rule="P1")
    case("quoted-empty.csv", HEAD + b'"",c,3\nd,e,4\nf,g,1\n', "an empty quoted id", "warn", 2, 1, kinds="empty-id=1", words="rejected", rule="P2")
    case("quoted-blanks.csv", HEAD + b'"  ",c,3\nd,e,4\n', "blanks in quotes are an id", "ok", 2, rule="P1")
    case("quoted-rest.csv", HEAD + b'"a"b,c,3\nd,e,4\n', "text behind a closing quote", "ok", 2, rule="P1")
    case("stray-quote.csv", HEAD + b'a"b,c,3\nd,e"",4\n', "quotes inside unquoted fields", "ok", 2, rule="P1")
    case("open-quote-end.csv", HEAD + b'a,b,3\nc,d,4\n"e,f,5\n', "a quote that never closes, last line", "warn", 2, 1, kinds="open-quote=1", words="rejected", rule="P2")
    case("open-quote-20.csv", HEAD + b'"a,b,3\n' + rows(30), "a quote still open after 20 lines", "warn", 30, 1, kinds="open-quote=1", words="rejected", rule="P2")
    case("open-quote-19.csv", HEAD + b'"a' + b"\n" * 19 + b'",b,3\n' + rows(3), "a quote that closes after 19 line ends", "ok", 4, rule="P1")
    case("open-quote-many.csv", HEAD + rows(12) + b'"x,y,1\n' * 3, "several open quotes: each line is one reject", "warn", 12, 3, kinds="open-quote=3", words="3 lines were rejected", rule="P2")
    case("open-quote-all.csv", HEAD + b'"a,b,3\n"c,d,4\n"e,f,5', "every line opens a quote", "error", words="closing quote", rule="P8")
    case("quote-alone.csv", HEAD + b'a,b,3\n"\nc,d,4\ne,f,5\n', "a line of one quote", "warn", 3, 1, kinds="open-quote=1", words="rejected", rule="P2")
    case("quote-header.csv", b'"user"; "item"; "rating"\n"1"; "2"; "3"\n"2"; "3"; "4"\n', "blanks between separator and quote", "ok", 2, rule="P1")
    case("backslash-quote.csv", HEAD + b'"a\\",b,3\n' + rows(25), "a backslash does not escape a quote", "ok", 26, rule="P1")
    case("single-quotes.csv", HEAD + b"'a','b',3\n'c','b',4\n", "single quotes belong to the id", "ok", 2, rule="P4")
    case("curly-quotes.csv", HEAD + "\u201ca,b\u201d,c,3\nd,e,4\nf,g,5\n".encode(), "typographic quotes do not quote", "warn", 2, 1, kinds="field-count=1", words="rejected", rule="P2")
    case("tab-lone-quote.tsv", b'user\titem\trating\n1\t"b\t3\n2\tx\t4\n3\tx\t4\n', "a lone quote in a file of tabs", "ok", 3, rule="P1")


def separators():
    for name, sep in [("semicolon.csv", ";"), ("tab.tsv", "\t"), ("pipe.txt", "|"), ("colons.dat", "::"), ("blanks.txt", "   ")]:
        text = "\n".join(sep.join(r) for r in [("user", "item", "rating"), ("1", "2", "3"), ("2", "3", "4")]) + "\n"
        case("sep-" + name, text.encode(), "separator " + repr(sep), "ok", 2, rule="P1")
    case("sep-comma-blank.csv", b"user, item, rating\n1, 2, 3\n 2 , 3 , 4\n", "blanks around commas", "ok", 2, rule="P1")
    case("sep-unknown.txt", b"user^item^rating\n1^2^3\n2^3^4\n", "carets between fields", "ok", 2, rule="P1")
    case("sep-unknown-stated.txt", b"user^item^rating\n1^2^3\n2^3^4\n", "the same, stated", "ok", 2, rule="P1", options="--separator ^")
    for name, sep in [("ctrl-a.txt", "\x01"), ("unit.txt", "\x1f"), ("caret.txt", "^"), ("tilde.txt", "~"), ("colon.txt", ":")]:
        case("sep-" + name, many("", lambda k, u, i, r: sep.join((f"u{u}", f"i{i}", f"{r}"))), "separator " + ascii(sep), "ok", 60, users=12, rule="P1")
    case("sep-ctrl-a-commas.txt", many("", lambda k, u, i, r: f"{u}\x01{i}\x01{r},5\x01One, two"), "commas and blanks between control characters", "ok", 60, users=12, rule="P1")
    case("sep-ctrl-a-stated.txt", many("", lambda k, u, i, r: f"{u}\x01{i}\x01{r}"), "a control character, stated", "ok", 60, users=12, rule="P1", options="--separator ctrl-a")
    case("sep-caret-times.txt", many("", lambda k, u, i, r: f"{u}^{i}^{r}^2021-03-01 10:00:{k:02d}"), "blanks in times between carets", "ok", 60, users=12, rule="P1")
    case("sep-ctrl-a-one.csv", HEAD + rows(20) + b"a\x01b,2,3\n", "a control character inside an id", "ok", 21, rule="P4")
    case("sep-times.txt", b"".join(b"%02d:%02d:30\n" % (k % 24, k) for k in range(60)), "times of the day are no columns", "error", words="No ratings were found", rule="P10")
    case("sep-addresses.txt", b"".join(b"http://example.org/%d\n" % k for k in range(40)), "addresses have colons", "error", words="No ratings were found", rule="P10")
    case("sep-passwords.txt", b"root:x:0:0:root:/root:/bin/bash\n" + b"".join(b"u%d:x:%d:%d::/home/u%d:/bin/sh\n" % (k, k, k, k) for k in range(1, 30)), "a list of accounts", "error", words="No ratings were found", rule="P10")
    case("sep-wrong-stated.csv", HEAD + rows(3), "another separator stated than the file has", "error", words="expected", rule="P10", options="--separator tab")
    case("sep-mixed.csv", HEAD + rows(6) + b"7\t2\t3\n8\t2\t3\n", "tabs in a file of commas", "warn", 6, 2, kinds="field-count=2", words="2 lines were rejected", rule="P2")
    case("sep-mixed-half.csv", b"1,2,3\n2;3;4\n3,3,5\n4;4;5\n", "two separators, half and half", "error", words="expected", rule="P8")
    case("sep-colon-in-id.dat", b"a:b::2::3\nc::3::4\nd::3::5\n", "a single colon in an id", "ok", 3, rule="P4")
    case("sep-triple-colon.dat", b"1::2::3\n2:::3::4\n3::3::5\n4::3::5\n", "three colons", "ok", 4, rule="P1")
    case("fields-too-few.csv", HEAD + rows(4) + b"9,2\n", "a field is missing", "warn", 4, 1, kinds="field-count=1", words="1 line was rejected", rule="P2")
    case("fields-too-many.csv", HEAD + rows(4) + b"9,2,3,4,5\n", "two fields too many", "warn", 4, 1, kinds="field-count=1", words="1 line was rejected", rule="P2")
    case("fields-trailing-all.csv", b"user,item,rating,\n1,2,3,\n2,3,4,\n", "a separator at the end of every line", "ok", 2, rule="P2")
    case("fields-trailing-one.csv", HEAD + rows(3) + b"9,2,3,\n", "a separator at the end of one line", "warn", 3, 1, kinds="field-count=1", words="rejected", rule="P2")
    case("fields-header-longer.csv", b"user,item,rating,timestamp\n1,2,3\n2,3,4\n3,4,5\n", "the header has more names than rows have fields", "ok", 3, rule="P1")
    case("fields-header-shorter.csv", b"user,item\n1,2,3\n2,3,4\n3,4,5\n", "the header has fewer names than rows have fields", "ok", 3, rule="P1")
    case("fields-one-column.csv", b"item\n1\n2\n3\n", "one column", "error", words="No ratings were found", rule="P8")
    case("fields-title-line.csv", b"Ratings of our shop, 2019\n\n" + HEAD + rows(9), "a title above the header", "warn", 9, 1, 1, kinds="title=1", words="rejected", rule="P2")
    case("fields-two-tables.csv", HEAD + rows(5) + b"\nitem,title\n1,One\n2,Two\n", "a second table below the first", "warn", 5, 3, 1, kinds="field-count=3", words="3 lines were rejected", rule="P2")
    case("fields-comments.csv", b"# made by hand\n" + HEAD + rows(6) + b"# the end\n", "comment lines", "warn", 6, 2, kinds="field-count=1,title=1", words="2 lines were rejected", rule="P2")
    case("fields-4097.csv", b",".join(b"c%d" % k for k in range(4097)) + b"\n" + b",".join(b"x%d" % k for k in range(4097)) + b"\n", "4,097 columns", "error", words="limit of 4,096 columns;expected", rule="P10")
    case("prose.txt", b"It was the best of times,\nit was the worst of times,\nit was the age of wisdom,\nit was the age of foolishness\n", "prose", "error", words="expected", rule="P8")
    case("html.html", b"<!DOCTYPE html>\n<html><head><title>404</title></head>\n<body><p>Not found, sorry.</p></body></html>\n", "an error page instead of the file", "error", words="expected", rule="P8")
    case("items-only.csv", b"item,title,genres\n1,One,a|b\n2,Two,b\n", "a table of items alone", "error", words="expected", rule="P8", cli_status=0)


def ids():
    case("ids-sevens.csv", HEAD + b"7,1,3\n07,1,3\n7.0,1,3\n+7,1,3\n", "7, 07, 7.0 and +7 are four users", "ok", 4, rule="P4", users=4)
    case("ids-words.csv", HEAD + b"null,NaN,3\nNA,null,4\nNone,nan,5\n", "words that are ids", "ok", 3, rule="P4", users=3)
    case("ids-trimmed.csv", HEAD + b" 1 ,2,3\n1\t,3,4\n", "blanks around ids go", "ok", 2, rule="P1", users=1)
    case("ids-empty-user.csv", HEAD + b",2,3\n" + rows(3), "an empty user", "warn", 3, 1, kinds="empty-id=1", words="rejected", rule="P2")
    case("ids-empty-item.csv", HEAD + b"9, ,3\n" + rows(3), "an item of blanks", "warn", 3, 1, kinds="empty-id=1", words="rejected", rule="P2")
    case("ids-huge.csv", HEAD + b"99999999999999999999999999,18446744073709551616,3\n-9223372036854775809,2147483648,4\n", "numbers beyond every integer type", "ok", 2, rule="P4", users=2)
    case("ids-near-2-53.csv", HEAD + b"9007199254740992,1,3\n9007199254740993,1,4\n", "two ids that one double would be", "ok", 2, rule="P4", users=2)
    case("ids-case.csv", HEAD + b"a,1,3\nA,1,4\n", "small and capital letters differ", "ok", 2, rule="P4", users=2)
    case("ids-normal-forms.csv", HEAD + "\u00e9,1,3\ne\u0301,1,4\n".encode(), "composed and decomposed letters differ", "ok", 2, rule="P4", users=2)
    case("ids-invisible.csv", HEAD + "a\u200b,1,3\na,1,4\n\u00a0,1,5\n".encode(), "zero-width and no-break blanks are characters", "ok", 3, rule="P4", users=3)
    case("ids-bidi.csv", HEAD + "\u202eabc,1,3\n\u2066x\u2069,1,4\n1,1,x\u202e\n".encode(), "bidirectional overrides", "warn", 2, 1, kinds="rating=1", words="rejected", rule="P4")
    case("ids-escape.csv", HEAD + b"\x1b[31mred,1,3\n\x07bell,1,4\n", "terminal escapes in ids", "ok", 2, rule="P4")
    case("ids-formulas.csv", HEAD + b"=1+1,@SUM(A1),3\n-2+3,+cmd|' /C calc'!A0,4\n", "spreadsheet formulas", "ok", 2, rule="P4")
    case("ids-markup.csv", HEAD + b'<img src="/etc/hostname">,<script>alert(1)</script>,3\n<b>x,&lt;i&gt;,4\n', "markup", "ok", 2, rule="P4")
    case("ids-percent.csv", HEAD + b"100%2 wolf,%s%n%1,3\n{0},${HOME},4\n", "format strings", "ok", 2, rule="P4")
    case("ids-paths.csv", HEAD + b"../../etc/passwd,C:\\x,3\n/dev/null,a/b,4\n", "paths", "ok", 2, rule="P4")
    case("ids-sql.csv", HEAD + b"'; DROP TABLE r;--,1,3\n\\,1,4\n", "SQL", "ok", 2, rule="P4")
    case("ids-emoji.csv", HEAD + "\U0001f468\u200d\U0001f469\u200d\U0001f467,\U0001f1e9\U0001f1ea,3\nb,\U0001f1e9\U0001f1ea,4\n".encode(), "joined emoji", "ok", 2, rule="P4")
    case("ids-at-limit.csv", HEAD + b"u" * 65536 + b",1,3\nb,1,4\n", "an id of exactly 64 KiB", "ok", 2, rule="P2")
    case("ids-over-limit.csv", HEAD + b"u" * 65537 + b",1,3\nb,1,4\n", "an id one byte over 64 KiB", "warn", 1, 1, kinds="too-long=1", words="rejected", rule="P2")
    case("ids-one-user.csv", HEAD + b"1,1,3\n1,2,4\n1,3,5\n", "one user", "ok", 3, rule="P1", users=1)
    case("ids-one-item.csv", HEAD + b"1,1,3\n2,1,4\n3,1,5\n", "one item", "ok", 3, rule="P1", users=3)


def ratings():
    good = rows(12)
    for name, value in [("nan", "nan"), ("NaN", "NaN"), ("inf", "inf"), ("minus-inf", "-Infinity"), ("1e39", "1e39"), ("1e400", "1e400"), ("empty", ""), ("dash", "-"), ("plus-minus", "+-4"), ("minus-minus", "--4"), ("prefix", "4 stars"), ("two-points", "3.5.1"), ("hex", "0x10"), ("underscore", "1_0"), ("fraction", "4/5"), ("percent", "80%"), ("exponent-open", "1e"), ("point", "."), ("true", "true"), ("arabic", "\u0664"), ("stars", "\u2605\u2605"), ("full-width", "\uff14"), ("nan-payload", "nan(1)"), ("blank-inside", "4 0")]:
        case("rating-" + name + ".csv", HEAD + good + f"77,1,{value}\n".encode(), "a rating " + (repr(value) if value.isascii() else "in other digits"), "warn", 12, 1, kinds="rating=1", words="1 line was rejected", rule="P2")
    case("rating-forms.csv", HEAD + b"1,1,+4\n2,1,-0\n3,1,4.\n4,1,.5\n5,1,1e0\n6,1,1E+1\n7,1,00003\n8,1,1e-320\n", "every form of a decimal number", "ok", 8, rule="P1")
    case("rating-negative.csv", HEAD + b"1,1,-9.97\n2,1,9.75\n3,2,-3\n", "negative ratings", "ok", 3, rule="P1")
    case("rating-constant.csv", HEAD + b"1,1,3\n2,1,3\n3,2,3\n", "one value only", "ok", 3, rule="P1")
    case("rating-decimal-comma.csv", b"user;item;rating\n1;2;3,5\n2;3;4\n3;3;1,5\n", "decimal comma in every row that has decimals", "ok", 3, rule="P1")
    case("rating-decimal-comma-late.csv", b"user;item;rating\n" + b"".join(b"%d;2;3,5\n" % k for k in range(420)) + b"999;3;4.5\n", "a point behind 420 rows of decimal commas", "warn", 420, 1, kinds="rating=1", words="rejected", rule="P1")
    case("rating-decimal-mixed.csv", b"user;item;rating\n1;2;3,5\n2;3;4.5\n3;3;1.5\n4;4;2.5\n", "comma in one row, points in the others", "warn", 3, 1, kinds="rating=1", words="rejected", rule="P1")
    case("rating-thousands.csv", HEAD + b'1,1,"1,000"\n2,1,4\n3,2,5\n4,2,1\n', "thousands separator", "warn", 3, 1, kinds="rating=1", words="rejected", rule="P1")
    case("rating-half-bad.csv", HEAD + b"1,1,3\n2,1,x\n3,2,3\n4,1,x\n", "as many rejected as accepted", "warn", 2, 2, kinds="rating=2", words="2 lines were rejected", rule="P8")
    case("rating-most-bad.csv", HEAD + b"1,1,3\n2,1,x\n3,2,3\n4,1,x\n5,1,x\n6,1,y\n", "more rejected than accepted", "error", words="line 3, character 5;line 5;line 6;more than were accepted", rule="P8")
    case("rating-all-bad.csv", HEAD + b"1,1,a\n2,1,b\n3,2,c\n4,1,d\n", "no rating is a number", "error", words="expected", rule="P8")
    case("duplicates-same.csv", HEAD + b"1,1,3\n" * 5, "one row five times", "ok", 5, rule="P5", users=1)
    case("duplicates-conflict.csv", b"user,item,rating,timestamp\n1,1,3,100\n1,1,5,50\n1,1,4,100\n", "one pair with three ratings", "ok", 3, rule="P5", users=1)


def times():
    head = b"user,item,rating,timestamp\n"

    def column(name, values, wrong, expect="ok", words="", **more):
        body = b"".join(b"%d,%d,3,%s\n" % (k + 1, k % 3 + 1, v.encode()) for k, v in enumerate(values))
        case("time-" + name + ".csv", head + body, wrong, expect, len(values), words=words, rule="P6", **more)

    column("seconds", ["1000000000", "1100000000", "1200000000"], "seconds", first="2001-09-09T01:46:40Z")
    column("milliseconds", ["1000000000000", "1100000000000"], "milliseconds", "warn", "milliseconds", first="2001-09-09T01:46:40Z")
    column("microseconds", ["1000000000000000", "1100000000000000"], "microseconds", "warn", "microseconds", first="2001-09-09T01:46:40Z")
    column("nanoseconds", ["1000000000000000000", "1100000000000000000"], "nanoseconds", "warn", "nanoseconds", first="2001-09-09T01:46:40Z")
    column("fractions", ["1000000000.25", "1100000000.75"], "seconds with decimals", first="2001-09-09T01:46:40Z")
    column("exponent", ["1.0e9", "1.1E9"], "seconds with exponents", first="2001-09-09T01:46:40Z")
    column("date", ["2001-09-09", "2018-05-02"], "dates", first="2001-09-09T00:00:00Z")
    column("iso", ["2001-09-09T01:46:40Z", "2018-05-02T00:00:00Z"], "ISO times", first="2001-09-09T01:46:40Z")
    column("iso-offset", ["2001-09-09T03:46:40+02:00", "2018-05-02T00:00:00+02:00"], "ISO times with an offset", first="2001-09-09T01:46:40Z")
    column("iso-fraction", ["2001-09-09 01:46:40.123", "2018-05-02 00:00:00.5"], "ISO times with fractions", first="2001-09-09T01:46:40Z")
    column("leap-second", ["2016-12-31T23:59:60Z", "2018-05-02T00:00:00Z"], "a leap second", first="2017-01-01T00:00:00Z")
    column("february-30", ["2001-02-30", "2001-09-09", "2002-01-01"], "a day that no calendar has", "warn", "1 time is")
    column("hour-25", ["2001-02-03T25:00:00", "2001-09-09T00:00:00", "2002-01-01T00:00:00"], "an hour that no day has", "warn", "1 time is")
    column("seconds-nonsense", ["2001-02-03T10:00:xx", "2001-09-09T00:00:00", "2002-01-01T00:00:00"], "seconds that are no number", "warn", "1 time is")
    column("date-rest", ["2001-02-03T10:00:00 or so", "2001-09-09T00:00:00", "2002-01-01T00:00:00"], "words behind a date", "warn", "1 time is")
    column("american", ["05/02/2018", "06/03/2018", "1000000000"], "a form that could mean two days", "warn", "month/day/year")
    column("empty", ["", "1000000000", "1100000000"], "an empty time", "warn", "1 time is", first="2001-09-09T01:46:40Z")
    column("words", ["soon", "1000000000", "later"], "words", "warn", "2 times are", first="2001-09-09T01:46:40Z")
    column("all-words", ["soon", "now", "later"], "no time can be read", "warn", "3 times are")
    column("beyond-int64", ["99999999999999999999", "1000000000", "1e300"], "numbers beyond 64 bits", "warn", "2 times are", first="2001-09-09T01:46:40Z")
    column("int64-edges", ["9223372036854775807", "-9223372036854775808", "1000000000", "1000000001", "1000000002"], "the ends of 64 bits among seconds", "warn", "2 times are", first="2001-09-09T01:46:40Z")
    column("outlier", ["1000000000"] * 6 + ["1000000000000000000"], "one time in nanoseconds among seconds", "warn", "1 time is", first="2001-09-09T01:46:40Z")
    column("negative", ["-86400", "0", "1000000000"], "times before 1970", first="1969-12-31T00:00:00Z")
    column("infinite", ["inf", "nan", "1000000000"], "times that are not finite", "warn", "2 times are", first="2001-09-09T01:46:40Z")
    case("time-in-lists.jsonl", b'{"user":"1","item":"2","timestamp":1000000000000}\n{"user":"2","item":"2","timestamp":[1]}\n{"user":"3","item":"2"}\n', "JSON times: milliseconds, a list, none", "warn", 3, words="2 times are", rule="P6", first="2001-09-09T01:46:40Z")


def headers():
    case("header-again.csv", HEAD + rows(3) + HEAD + b"9,1,3\n", "the header again", "warn", 4, 1, kinds="header=1", words="1 line was rejected", rule="P3")
    case("header-again-no-rating.csv", b"user,item\n1,2\nuser,item\n2,3\n3,3\n", "the header again in a file without ratings", "warn", 3, 1, kinds="header=1", words="rejected", rule="P3")
    case("header-cased.csv", b"User ID,Item-Id,RATING\n1,2,3\n2,3,4\n", "names in other spellings", "ok", 2, rule="P1")
    case("header-foreign.csv", "Benutzer;Artikel;Note\n1;2;3\n2;3;4\n".encode(), "names in another language", "ok", 2, rule="P1")
    case("header-swapped.csv", b"rating,item,user\n3,10,20\n4,11,20\n", "columns in another order", "ok", 2, rule="P1", users=1)
    case("header-twice-named.csv", b"user,user,item,rating\n1,9,2,3\n2,9,3,4\n", "two columns named user: the first counts", "ok", 2, rule="P1", users=2)
    case("header-empty-names.csv", b",,\n1,2,3\n2,3,4\n3,3,5\n", "a header of nothing", "warn", 3, 1, kinds="empty-id=1", words="rejected", rule="P2")
    case("header-no-stated.csv", HEAD + rows(3), "a header that the user denies", "warn", 3, 1, kinds="rating=1", words="rejected", rule="P2", options="--header no")
    case("header-yes-stated.csv", rows(3), "a first row that the user calls a header", "ok", 2, rule="P1", options="--header yes --columns user,item,rating")
    case("header-columns-stated.csv", b"a,b,c\n1,2,3\n2,3,4\n", "roles stated by place", "ok", 2, rule="P1", options="--columns item,user,rating")
    case("header-too-many-roles.csv", HEAD + rows(3), "more roles stated than there are columns", "error", words="4;3 fields", rule="P10", options="--columns user,item,rating,timestamp", cli_status=2)
    case("header-tags.csv", b"user,item,tag\n1,2,funny\n2,3,sad\n", "tags are no ratings", "error", words="expected", rule="P8", cli_status=0)
    case("header-long-names.csv", b"user,item,rating," + b"n" * 3000 + b"\n1,2,3,x\n2,3,4,y\n", "a name of 3,000 characters", "ok", 2, rule="P1")


def make():
    encodings()
    people()
    line_ends()
    quotes()
    separators()
    texts()
    first_ratings()
    ids()
    ratings()
    times()
    headers()
