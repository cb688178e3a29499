#include "ui/models/entries.h"
#include "ui/format.h"
#include <QCoreApplication>
#include <QStringList>
#include <utility>

namespace recoscope::ui {

namespace {

constexpr qsizetype kColumnsNamed = 2; ///< Of the user table, in a detail.

QString say(const char* text) { return QCoreApplication::translate("Entries", text); }

QString ratingsOf(const Dataset& dataset, UserIndex user) {
    return format::counted(static_cast<std::int64_t>(dataset.interactions->rowSize(user)), say("rating"), say("ratings"));
}

QString userEntry(const Dataset& dataset, UserIndex user) {
    QString entry = format::safe(dataset.users.id(user.value));
    for (const FeatureColumn& column : dataset.userTable.columns)
        if (const std::string value = column.shown(user.at()); !value.empty())
            entry += QStringLiteral(", ") + format::safe(value);
    return entry + QStringLiteral(" · ") + ratingsOf(dataset, user);
}

QString itemEntry(const Dataset& dataset, ItemIndex item) {
    const QString title = format::title(dataset.titleOf(item));
    const auto& years = dataset.itemTable.years;
    return item.at() < years.size() && years[item.at()] > 0 ? title + QStringLiteral("  ") + QString::number(years[item.at()])
                                                            : title;
}

} // namespace

std::shared_ptr<const PickerTexts> usersToPick(std::shared_ptr<const Dataset> dataset) {
    if (!dataset) return std::make_shared<const PickerTexts>(0, nullptr);
    const std::int32_t count = dataset->users.size();
    return std::make_shared<const PickerTexts>(
        count, [dataset = std::move(dataset)](std::int32_t user) { return userEntry(*dataset, UserIndex{user}); });
}

std::shared_ptr<const PickerTexts> itemsToPick(std::shared_ptr<const Dataset> dataset) {
    if (!dataset) return std::make_shared<const PickerTexts>(0, nullptr);
    const std::int32_t count = dataset->items.size();
    return std::make_shared<const PickerTexts>(
        count, [dataset = std::move(dataset)](std::int32_t item) { return itemEntry(*dataset, ItemIndex{item}); });
}

QString userName(const Dataset& dataset, UserIndex user) {
    return format::user(format::safe(dataset.users.id(user.value)), true);
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
