#include "ui/shell/palette_model.h"
#include "ui/actions.h"
#include "ui/format.h"
#include "ui/models/picker_texts.h"
#include "ui/theme/menu_item.h"
#include <QAction>
#include <QObject>
#include <algorithm>

namespace recoscope::ui {
namespace {

QString heading(const QString& name, std::int64_t shown, std::int64_t all) {
    return shown < all ? QObject::tr("%1 · %2 of %3").arg(name, format::count(shown), format::count(all)) : name;
}

/// Keeps the best few without sorting all: those that begin with the words first, then by position.
struct Best {
    QString whole;
    std::vector<std::int32_t> first, rest;
    std::int64_t count = 0;
    void offer(const QString& text, std::int32_t k) {
        ++count;
        auto& list = text.startsWith(whole, Qt::CaseInsensitive) ? first : rest;
        if (list.size() < PaletteHits::kShown) list.push_back(k);
    }
    std::vector<std::int32_t> take() {
        first.insert(first.end(), rest.begin(), rest.end());
        first.resize(std::min(first.size(), PaletteHits::kShown));
        return std::move(first);
    }
};

} // namespace

std::shared_ptr<const PaletteIndex> makePaletteIndex(std::shared_ptr<const Dataset> dataset) {
    auto index = std::make_shared<PaletteIndex>();
    for (std::int32_t i = 0; i < dataset->items.size(); ++i)
        index->titles.push_back(format::title(dataset->titleOf(ItemIndex{i})));
    for (std::int32_t u = 0; u < dataset->users.size(); ++u) index->users.push_back(format::safe(dataset->users.id(u)));
    index->dataset = std::move(dataset);
    return index;
}

PaletteHits searchPalette(const PaletteIndex& index, const QStringList& words) {
    PaletteHits hits;
    if (words.isEmpty()) return hits;
    Best items{words.join(' '), {}, {}, 0}, users{words.last(), {}, {}, 0};
    const auto& years = index.dataset->itemTable.years;
    for (std::size_t k = 0; k < index.titles.size(); ++k) {
        const QString& title = index.titles[k];
        const bool plain = matchesAll(title, words);
        // A year among the words narrows the titles: "alien 1979".
        if (plain || (k < years.size() && years[k] > 0 && matchesAll(title + ' ' + QString::number(years[k]), words)))
            items.offer(title, static_cast<std::int32_t>(k));
    }
    const bool named = words.size() == 2 && QObject::tr("user").startsWith(words.first(), Qt::CaseInsensitive);
    if (words.size() == 1 || named)
        for (std::size_t k = 0; k < index.users.size(); ++k)
            if (index.users[k].startsWith(words.last(), Qt::CaseInsensitive)) {
                ++users.count;
                auto& list = index.users[k].size() == words.last().size() ? users.first : users.rest;
                if (list.size() < PaletteHits::kShown) list.push_back(static_cast<std::int32_t>(k));
            }
    hits.itemCount = items.count;
    hits.userCount = users.count;
    hits.items = items.take();
    hits.users = users.take();
    return hits;
}

std::vector<PaletteRow> actionRows(const ActionRegistry& actions, const QStringList& words) {
    std::vector<PaletteRow> rows{{}};
    for (const QAction* action : actions.all()) {
        const QString name = QString(action->text()).remove('&');
        if (!action->isEnabled() || !matchesAll(name, words)) continue;
        const QString picture = action->property("iconName").toString();
        rows.push_back({PaletteRow::Kind::Action,
                        name,
                        {},
                        picture.isEmpty() ? QStringLiteral("right") : picture,
                        shownKeys(action->shortcut().toString(QKeySequence::NativeText)),
                        action->objectName(),
                        -1});
    }
    if (rows.size() == 1) return {};
    rows.front().text = QObject::tr("Actions");
    return rows;
}

std::vector<PaletteRow> dataRows(const PaletteIndex& index, const PaletteHits& hits, PaletteScope scope) {
    std::vector<PaletteRow> rows;
    const auto add = [&](const QString& name, const std::vector<std::int32_t>& found, std::int64_t all, auto&& make) {
        if (found.empty()) return;
        rows.push_back(
            {PaletteRow::Kind::Heading, heading(name, static_cast<std::int64_t>(found.size()), all), {}, {}, {}, {}, -1});
        for (const std::int32_t k : found) rows.push_back(make(k));
    };
    const auto& years = index.dataset->itemTable.years;
    if (scope != PaletteScope::Users) {
        QString noun = QString::fromStdString(index.dataset->itemNounPlural);
        noun = noun.left(1).toUpper() + noun.mid(1);
        add(noun, hits.items, hits.itemCount, [&](std::int32_t k) {
            const auto at = static_cast<std::size_t>(k);
            const QString year = at < years.size() && years[at] > 0 ? QString::number(years[at]) : QString();
            return PaletteRow{PaletteRow::Kind::Item, index.titles[at], year, QStringLiteral("film"), {}, {}, k};
        });
    }
    if (scope != PaletteScope::Items)
        add(QObject::tr("Users"), hits.users, hits.userCount, [&](std::int32_t k) {
            return PaletteRow{PaletteRow::Kind::User,
                              format::user(index.users[static_cast<std::size_t>(k)], true),
                              {},
                              QStringLiteral("user"),
                              {},
                              {},
                              k};
        });
    return rows;
}

int PaletteModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }

const PaletteRow* PaletteModel::row(const QModelIndex& index) const {
    return index.isValid() ? &m_rows[static_cast<std::size_t>(index.row())] : nullptr;
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const {
    const PaletteRow* found = row(index);
    if (!found) return {};
    switch (role) {
    case Qt::DisplayRole:
        return found->text;
    case Qt::AccessibleTextRole:
        return QStringList{found->text, found->note, found->keys}.join(' ').simplified();
    case KindRole:
        return static_cast<int>(found->kind);
    case NoteRole:
        return found->note;
    case IconRole:
        return found->icon;
    case KeysRole:
        return found->keys;
    case ActionRole:
        return found->action;
    case IndexRole:
        return found->index;
    default:
        return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex& index) const {
    const PaletteRow* found = row(index);
    return found && found->kind != PaletteRow::Kind::Heading ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

void PaletteModel::setRows(std::vector<PaletteRow> rows) {
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int PaletteModel::firstChoice() const {
    const auto it = std::ranges::find_if(m_rows, [](const PaletteRow& r) { return r.kind != PaletteRow::Kind::Heading; });
    return it == m_rows.end() ? -1 : static_cast<int>(it - m_rows.begin());
}

} // namespace recoscope::ui
