#include "tests/data/bad_index.h"
#include "core/base/text.h"
#include <cstdlib>
#include <fstream>

namespace recoscope::test {
namespace {

std::vector<std::string> wordsOf(const std::string& cell, char separator) {
    return cell == "-" ? std::vector<std::string>{} : split(cell, separator);
}

BadCase caseOf(const std::vector<std::string>& cells) {
    const auto number = [&](std::size_t k) { return parseInteger(cells[k]).value_or(-1); };
    BadCase c;
    c.file = cells[0];
    c.id = cells[1];
    c.rule = cells[2];
    c.wrong = cells[3];
    c.expect = cells[4];
    c.accepted = number(5);
    c.rejected = number(6);
    c.skipped = number(7);
    c.users = static_cast<int>(number(8));
    if (cells[9] != "-") c.first = cells[9];
    for (const std::string& kind : wordsOf(cells[10], ',')) {
        const std::size_t equals = kind.find('=');
        c.kinds[kind.substr(0, equals)] = static_cast<int>(parseInteger(kind.substr(equals + 1)).value_or(-1));
    }
    c.words = wordsOf(cells[11], ';');
    c.options = wordsOf(cells[12], ' ');
    c.status = static_cast<int>(number(13));
    c.seconds = static_cast<int>(number(14));
    c.megabytes = static_cast<int>(number(15));
    return c;
}

} // namespace

LoadOptions BadCase::loadOptions() const {
    LoadOptions load;
    for (std::size_t k = 0; k + 1 < options.size(); k += 2) {
        if (options[k] == "--encoding") load.encoding = options[k + 1];
        if (options[k] == "--separator") load.separator = options[k + 1];
        if (options[k] == "--columns") load.columns = options[k + 1];
        if (options[k] == "--header") load.header = options[k + 1] == "yes";
    }
    return load;
}

std::string badFolder() {
    const char* source = std::getenv("RECOSCOPE_SOURCE_DIR");
    return std::string(source ? source : ".") + "/tests/data/bad";
}

std::vector<BadCase> readBadIndex() {
    constexpr std::size_t kColumns = 16;
    std::vector<BadCase> cases;
    std::ifstream file(badFolder() + "/index.tsv");
    std::string line;
    std::getline(file, line); // the names of the columns
    while (std::getline(file, line))
        if (const auto cells = split(line, '\t'); cells.size() == kColumns) cases.push_back(caseOf(cells));
    return cases;
}

} // namespace recoscope::test
