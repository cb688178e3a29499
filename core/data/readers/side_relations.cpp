#include "core/data/readers/side_relations.h"
#include "core/base/text.h"
#include "core/data/limits.h"
#include <algorithm>
#include <array>
#include <optional>

namespace recoscope {
namespace {

struct Edges {
    std::vector<std::pair<UserIndex, UserIndex>> known;
    std::int64_t strangers = 0;
};

/// Nothing where a third column varies, or where most rows have an end that is no user.
std::optional<Edges> readEdges(std::string_view text, const Dialect& dialect, const Vocabulary& users) {
    Edges edges;
    RecordReader reader(text, dialect);
    bool header = dialect.header;
    std::optional<std::string> third;
    for (auto status = reader.next(); status != RecordReader::Status::End; status = reader.next()) {
        if (status != RecordReader::Status::Record || reader.fields().size() < 2) continue;
        if (std::exchange(header, false)) continue;
        if (reader.fields().size() > 2) {
            if (!third) third = std::string(reader.field(2));
            if (*third != reader.field(2)) return {};
        }
        const auto from = users.find(reader.field(0)), to = users.find(reader.field(1));
        if (from && to)
            edges.known.emplace_back(UserIndex{*from}, UserIndex{*to});
        else
            ++edges.strangers;
    }
    if (edges.known.empty() || static_cast<std::int64_t>(edges.known.size()) < edges.strangers) return {};
    return edges;
}

bool mayBeSocial(const Candidate& c, const std::string& ratings) {
    const Dialect& dialect = c.finding.dialect;
    if (c.file.name == ratings || !c.reader || c.reader->binary || c.file.size > limits::valueOf("side table")) return false;
    if (dialect.fields < 2 || dialect.fields > 3) return false;
    return headerNamesUsersTwice(dialect) || (!dialect.header && namesUsersTwice(c.file.name));
}

/// The words by which parts of a split are named, the longest first.
struct PartWord {
    std::string_view word;
    PredefinedPart::Role role;
};
constexpr std::array kPartWords{
    PartWord{"validation", PredefinedPart::Role::Valid}, PartWord{"training", PredefinedPart::Role::Train},
    PartWord{"valid", PredefinedPart::Role::Valid},      PartWord{"train", PredefinedPart::Role::Train},
    PartWord{".base", PredefinedPart::Role::Train},      PartWord{".test", PredefinedPart::Role::Test},
    PartWord{"test", PredefinedPart::Role::Test}};

/// A word of its own: "latest" is no test, "trainTest", "my_test" and "u1.test" are.
bool beginsAWord(std::string_view name, std::size_t at) {
    const auto isSmall = [](char c) { return c >= 'a' && c <= 'z'; };
    return at == 0 || !isSmall(name[at - 1]) || !isSmall(name[at]);
}

/// Where in a name the word stands, and which; nothing where none does.
std::optional<std::pair<std::size_t, const PartWord*>> placeOfPart(const std::string& name) {
    const std::string plain = lower(name);
    for (const PartWord& word : kPartWords)
        if (const std::size_t at = plain.rfind(word.word); at != std::string::npos && beginsAWord(name, at))
            return std::pair{at, &word};
    return {};
}

} // namespace

bool headerNamesUsersTwice(const Dialect& dialect) {
    return dialect.header && dialect.names.size() >= 2 && std::ranges::any_of(dialect.names, [](const std::string& name) {
               const std::string plain = lower(name);
               return plain.starts_with("friend") || plain.starts_with("trustee") || plain.starts_with("followee");
           });
}

bool namesUsersTwice(const std::string& name) {
    const std::string plain = lower(name);
    return std::ranges::any_of(std::array{"friend", "trust", "social", "user_user", "follow", "contact"},
                               [&](const char* word) { return plain.find(word) != std::string::npos; });
}

void joinSocial(const Candidates& candidates, const std::string& ratings, Dataset& dataset, const TaskContext& context) {
    for (const Candidate& c : candidates.files) {
        if (dataset.social || !mayBeSocial(c, ratings)) continue;
        const auto text = readText(c, {}, context);
        if (!text) continue;
        auto edges = readEdges(text.value().text, c.finding.dialect, dataset.users);
        if (!edges) continue;
        auto graph = std::make_shared<SocialGraph>(SocialGraph::fromEdges(dataset.users.size(), std::move(edges->known)));
        graph->file = c.file.name;
        graph->strangers = edges->strangers;
        dataset.social = std::move(graph);
        dataset.report.files.push_back(c.file.name);
    }
}

std::string groupOfPart(const std::string& name) {
    const auto place = placeOfPart(name);
    if (!place) return {};
    std::string group = name;
    group.erase(place->first, place->second->word.size());
    return group.empty() ? "parts" : group;
}

std::vector<PredefinedPart> findParts(const Candidates& candidates) {
    std::vector<PredefinedPart> parts;
    const auto add = [&](const Candidate& c) {
        const auto place = c.finding.kind == TableKind::Ratings ? placeOfPart(c.file.name) : std::nullopt;
        const bool known = std::ranges::find(parts, c.file.name, &PredefinedPart::file) != parts.end();
        if (place && !known) parts.push_back({c.file.name, groupOfPart(c.file.name), place->second->role});
    };
    std::ranges::for_each(candidates.files, add);
    std::ranges::for_each(candidates.partsBeside, add);
    std::ranges::sort(parts, {}, &PredefinedPart::file);
    const auto hasTest = [&](const PredefinedPart& part) {
        return std::ranges::any_of(
            parts, [&](const PredefinedPart& p) { return p.group == part.group && p.role == PredefinedPart::Role::Test; });
    };
    std::vector<PredefinedPart> whole;
    std::ranges::copy_if(parts, std::back_inserter(whole), hasTest);
    return whole;
}

} // namespace recoscope
