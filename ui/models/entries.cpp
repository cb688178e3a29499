#include "ui/models/entries.h"
#include "ui/format.h"
#include <QCoreApplication>
#include <QStringList>

namespace recoscope::ui {

namespace {

constexpr qsizetype kColumnsNamed = 2; ///< Of the user table, in a detail.

QString say(const char* text) { return QCoreApplication::translate("Entries", text); }

QString ratingsOf(const Dataset& dataset, UserIndex user) {
    return format::counted(static_cast<std::int64_t>(dataset.interactions->rowSize(user)), say("rating"), say("ratings"));
}

} // namespace

std::vector<QString> userEntries(const Dataset& dataset) {
    std::vector<QString> names(static_cast<std::size_t>(dataset.users.size()));
    for (std::size_t u = 0; u < names.size(); ++u) {
        names[u] = format::safe(dataset.users.id(static_cast<std::int32_t>(u)));
        for (const FeatureColumn& column : dataset.userTable.columns) {
            if (const std::string value = column.shown(u); !value.empty()) names[u] += QStringLiteral(", ") + format::safe(value);
        }
        names[u] += QStringLiteral(" · ") + ratingsOf(dataset, UserIndex(u));
    }
    return names;
}

std::vector<QString> itemEntries(const Dataset& dataset) {
    std::vector<QString> names(static_cast<std::size_t>(dataset.items.size()));
    for (std::size_t i = 0; i < names.size(); ++i) {
        names[i] = format::title(dataset.titleOf(ItemIndex(i)));
        const bool dated = !dataset.itemTable.years.empty() && dataset.itemTable.years[i] > 0;
        if (dated) names[i] += QStringLiteral("  %1").arg(dataset.itemTable.years[i]);
    }
    return names;
}

QString userName(const Dataset& dataset, UserIndex user) {
    return say("User %1").arg(format::safe(dataset.users.id(user.value)));
}

QString userDetail(const Dataset& dataset, UserIndex user) {
    QStringList known;
    for (const FeatureColumn& column : dataset.userTable.columns) {
        if (known.size() >= kColumnsNamed) break;
        if (const std::string value = column.shown(user.at()); !value.empty()) known << format::safe(value);
    }
    QString detail = ratingsOf(dataset, user);
    if (!known.isEmpty()) detail = known.join(QStringLiteral(", ")) + QStringLiteral(" · ") + detail;
    const auto all = dataset.interactions->row(user);
    double sum = 0;
    for (const float rating : all.ratings) sum += static_cast<double>(rating);
    if (dataset.hasRatings && all.size() > 0)
        detail += say(", mean %1").arg(format::rating(sum / static_cast<double>(all.size())));
    return detail;
}

} // namespace recoscope::ui
