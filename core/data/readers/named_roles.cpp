#include "core/data/readers/named_roles.h"
#include "core/base/text.h"
#include <algorithm>
#include <utility>

namespace recoscope {
namespace {

Error wrong(std::string_view columns, const std::string& why) {
    return {ErrorKind::InvalidParameter, "The columns \"" + std::string(columns) + "\" " + why, "columns"};
}

constexpr std::pair<const char*, std::string NamedRoles::*> kRoles[]{
    {"user", &NamedRoles::user}, {"item", &NamedRoles::item}, {"rating", &NamedRoles::rating}, {"timestamp", &NamedRoles::time}};

} // namespace

bool NamedRoles::hasRole(std::string_view name) const {
    return std::ranges::any_of(kRoles,
                               [&](const auto& role) { return !(this->*role.second).empty() && this->*role.second == name; });
}

bool NamedRoles::isUnused(std::string_view name) const { return std::ranges::find(unused, name) != unused.end(); }

std::string NamedRoles::text() const {
    std::vector<std::string> words;
    for (const auto& [word, member] : kRoles)
        if (!(this->*member).empty()) words.push_back(this->*member + "=" + word);
    for (const std::string& name : unused) words.push_back(name + "=-");
    return join(words, ",");
}

bool namesColumns(std::string_view columns) { return columns.find('=') != std::string_view::npos; }

Result<NamedRoles> parseNamedRoles(std::string_view columns) {
    NamedRoles roles;
    for (const std::string& part : split(columns, ',')) {
        const std::size_t equals = part.rfind('=');
        const std::string name(trim(std::string_view(part).substr(0, equals)));
        const std::string word(equals == std::string::npos ? std::string_view{}
                                                           : trim(std::string_view(part).substr(equals + 1)));
        const auto* const role = std::ranges::find(kRoles, word, [](const auto& known) { return std::string_view(known.first); });
        if (role != std::end(kRoles)) {
            if (!(roles.*role->second).empty()) return wrong(columns, "name " + word + " twice.");
            roles.*role->second = name;
        } else if (word == "-") {
            roles.unused.push_back(name);
        } else if (word != "context") {
            return wrong(columns, "say \"" + word + "\" of " + name + ": expected user, item, rating, timestamp, context or -.");
        }
    }
    if (roles.user.empty() || roles.item.empty())
        return wrong(columns, "name no user or no item; expected for example user_id=user,item_id=item,stars=rating.");
    return roles;
}

Result<> requireNames(const NamedRoles& roles, const std::vector<std::string>& names, const std::string& columns) {
    for (const auto& [word, member] : kRoles) {
        const std::string& name = roles.*member;
        if (!name.empty() && std::ranges::find(names, name) == names.end())
            return wrong(columns,
                         "name " + name + " as the " + word + ", which is not there: there are " + join(names, ", ") + ".");
    }
    return Done{};
}

} // namespace recoscope
