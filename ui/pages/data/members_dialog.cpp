#include "ui/pages/data/members_dialog.h"
#include "ui/actions.h"
#include "ui/format.h"
#include "ui/pages/data/data_selection.h"
#include "ui/session.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/popup_frame.h"
#include <QAction>
#include <QDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace recoscope::ui {
namespace {

struct Line {
    QStringList cells;
    std::optional<UserIndex> user; ///< Whom it is about; nothing for items.
};

QString meanOf(std::span<const float> ratings, bool hasRatings) {
    if (ratings.empty() || !hasRatings) return format::undefined();
    const double sum = std::accumulate(ratings.begin(), ratings.end(), 0.0);
    return format::rating(std::round(100 * sum / static_cast<double>(ratings.size())) / 100);
}

/// Known times only.
std::optional<std::pair<std::int64_t, std::int64_t>> spanOf(std::span<const std::int64_t> times) {
    std::optional<std::pair<std::int64_t, std::int64_t>> span;
    for (const std::int64_t t : times) {
        if (t == kNoTime) continue;
        span = span ? std::pair{std::min(span->first, t), std::max(span->second, t)} : std::pair{t, t};
    }
    return span;
}

/// Rows that share their second with another of the same user.
std::int64_t sharing(std::span<const std::int64_t> all) {
    std::vector<std::int64_t> times(all.begin(), all.end());
    std::erase(times, kNoTime);
    std::ranges::sort(times);
    std::int64_t shared = 0;
    for (std::size_t k = 0; k < times.size(); ++k)
        shared += (k > 0 && times[k] == times[k - 1]) || (k + 1 < times.size() && times[k] == times[k + 1]) ? 1 : 0;
    return shared;
}

Line userLine(const Dataset& d, UserIndex user) {
    const auto row = d.interactions->row(user);
    const auto span = spanOf(row.times);
    return {{format::safe(d.users.id(user.value)), format::count(static_cast<std::int64_t>(row.items.size())),
             meanOf(row.ratings, d.hasRatings),
             d.interactions->hasTimes() ? format::count(sharing(row.times)) : format::undefined(),
             span ? format::date(span->first) : format::undefined(), span ? format::date(span->second) : format::undefined()},
            user};
}

Line itemLine(const Dataset& d, const std::vector<std::int32_t>& counts, ItemIndex item) {
    const bool titled = item.at() < d.itemTable.titles.size() && !d.itemTable.titles[item.at()].empty();
    return {{format::safe(d.items.id(item.value)), titled ? format::safe(d.titleOf(item)) : format::undefined(),
             format::count(counts[item.at()])},
            {}};
}

/// Of a repeated pair all its ratings in the order of the file.
QString ratingsAt(const Dataset& d, std::int64_t entry) {
    const auto k = static_cast<std::size_t>(entry);
    if (!d.hasRatings) return format::undefined();
    if (d.repeats) {
        const auto it = std::ranges::lower_bound(d.repeats->entries, entry);
        if (it != d.repeats->entries.end() && *it == entry) {
            QStringList all;
            for (const float r : d.repeats->ratingsOf(static_cast<std::size_t>(it - d.repeats->entries.begin())))
                all << format::rating(static_cast<double>(r));
            return all.join(QStringLiteral(", "));
        }
    }
    return format::rating(static_cast<double>(d.interactions->ratings()[k]));
}

Line rowLine(const Dataset& d, std::int64_t entry) {
    const auto k = static_cast<std::size_t>(entry);
    const auto& offsets = d.interactions->offsets();
    const auto user = UserIndex{static_cast<std::int32_t>(std::ranges::upper_bound(offsets, entry) - offsets.begin() - 1)};
    const std::int64_t time = d.interactions->hasTimes() ? d.interactions->times()[k] : kNoTime;
    return {{format::safe(d.users.id(user.value)), format::safe(d.titleOf(d.interactions->items()[k])), ratingsAt(d, entry),
             time == kNoTime ? format::undefined() : format::date(time)},
            user};
}

struct Column {
    QString name;
    bool number = false; ///< Stands at the right.
    bool wide = false;   ///< Takes the room that is left.
};

std::vector<Column> columnsOf(QualityFinding::Of of) {
    if (of == QualityFinding::Of::Users)
        return {{QObject::tr("User"), false, true},           {QObject::tr("Rows"), true},  {QObject::tr("Mean rating"), true},
                {QObject::tr("Rows sharing a second"), true}, {QObject::tr("First"), true}, {QObject::tr("Last"), true}};
    if (of == QualityFinding::Of::Items)
        return {{QObject::tr("Item")}, {QObject::tr("Title"), false, true}, {QObject::tr("Rows"), true}};
    return {
        {QObject::tr("User")}, {QObject::tr("Item"), false, true}, {QObject::tr("Ratings"), true}, {QObject::tr("Day"), true}};
}

std::vector<Line> linesOf(const Dataset& d, const QualityFinding& finding) {
    const auto counts = finding.of == QualityFinding::Of::Items ? d.interactions->itemCounts() : std::vector<std::int32_t>();
    std::vector<Line> lines;
    for (const std::int64_t member : finding.members)
        lines.push_back(finding.of == QualityFinding::Of::Users ? userLine(d, UserIndex{static_cast<std::int32_t>(member)})
                        : finding.of == QualityFinding::Of::Items
                            ? itemLine(d, counts, ItemIndex{static_cast<std::int32_t>(member)})
                            : rowLine(d, member));
    return lines;
}

QTableWidget* tableOf(const std::vector<Column>& columns, const std::vector<Line>& lines, QWidget* parent) {
    auto* table = new QTableWidget(static_cast<int>(lines.size()), static_cast<int>(columns.size()), parent);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(px(28));
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    for (int c = 0; c < table->columnCount(); ++c) {
        const Column& column = columns[static_cast<std::size_t>(c)];
        const Qt::Alignment side = (column.number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
        auto* head = new QTableWidgetItem(column.name);
        head->setTextAlignment(side);
        table->setHorizontalHeaderItem(c, head);
        for (int row = 0; row < table->rowCount(); ++row) {
            auto* cell = new QTableWidgetItem(lines[static_cast<std::size_t>(row)].cells[c]);
            cell->setTextAlignment(side);
            table->setItem(row, c, cell);
        }
    }
    table->resizeColumnsToContents();
    for (int c = 0; c < table->columnCount(); ++c) {
        table->setColumnWidth(c, table->columnWidth(c) + px(12)); // columns of either side do not touch
        if (columns[static_cast<std::size_t>(c)].wide) table->horizontalHeader()->setSectionResizeMode(c, QHeaderView::Stretch);
    }
    if (table->rowCount() > 0) table->selectRow(0);
    return table;
}

QString noteOf(const QualityFinding& finding, std::int64_t listed) {
    if (listed == 0) return QObject::tr("None of them can be listed.");
    if (listed < finding.count && finding.of != QualityFinding::Of::Rows)
        return QObject::tr("The first %1 of %2 are listed.").arg(format::count(listed), format::count(finding.count));
    if (listed < finding.count) return QObject::tr("The first %1 are listed.").arg(format::count(listed));
    return format::safe(finding.consequence);
}

/// States the listed users or items on the page, in the words of the finding.
void select(DataSelection& selection, const QualityFinding& finding) {
    constexpr qsizetype kLongest = 40; // characters: a chip
    QString words = format::safe(finding.sentence);
    if (words.size() > kLongest) words = words.left(kLongest - 1) + QStringLiteral("…");
    std::vector<std::int32_t> members;
    for (const std::int64_t member : finding.members) members.push_back(static_cast<std::int32_t>(member));
    if (finding.of == QualityFinding::Of::Users)
        selection.setFoundUsers(words, {members.begin(), members.end()});
    else
        selection.setFoundItems(words, {members.begin(), members.end()});
}

} // namespace

void showMembers(QWidget& parent, Session& session, DataSelection& selection, ActionRegistry& actions,
                 const QualityFinding& finding) {
    auto* dialog = new FramedDialog(parent.window());
    dialog->setObjectName(QStringLiteral("members"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(format::safe(finding.sentence));
    auto* column = new QVBoxLayout(dialog);
    column->setContentsMargins(px(16), px(12), px(16), px(12));
    column->setSpacing(px(10));
    const std::vector<Line> lines = linesOf(*session.dataset(), finding);
    QTableWidget* table = tableOf(columnsOf(finding.of), lines, dialog);
    table->setAccessibleName(dialog->windowTitle());
    column->addWidget(table, 1);
    auto* foot = new QHBoxLayout;
    auto* note = new PlainLabel(noteOf(finding, static_cast<std::int64_t>(lines.size())), dialog);
    note->setWordWrap(true);
    foot->addWidget(note, 1);
    const auto addButton = [&](const QString& words) {
        auto* button = new QPushButton(words, dialog);
        button->setAutoDefault(false);
        button->setEnabled(!lines.empty());
        foot->addWidget(button);
        return button;
    };
    if (finding.of != QualityFinding::Of::Rows)
        QObject::connect(addButton(QObject::tr("Select on the page")), &QPushButton::clicked, dialog,
                         [dialog, &selection, finding] {
                             select(selection, finding);
                             dialog->close();
                         });
    if (finding.of != QualityFinding::Of::Items) {
        const auto open = [&session, &actions, dialog, table, lines] {
            const int row = table->currentRow();
            if (row < 0 || !lines[static_cast<std::size_t>(row)].user) return;
            session.selectUser(*lines[static_cast<std::size_t>(row)].user);
            dialog->close();
            if (QAction* page = actions.find(QStringLiteral("page.inspect"))) page->trigger();
        };
        QObject::connect(addButton(QObject::tr("Open in Inspect")), &QPushButton::clicked, dialog, open);
        QObject::connect(table, &QTableWidget::cellDoubleClicked, dialog, open);
    }
    auto* close = new QPushButton(QObject::tr("Close"), dialog);
    close->setDefault(true);
    QObject::connect(close, &QPushButton::clicked, dialog, &QDialog::close);
    QObject::connect(&session, &Session::datasetChanged, dialog, &QDialog::close);
    foot->addWidget(close);
    column->addLayout(foot);
    const QSize room = parent.window()->size();
    dialog->resize(std::min(px(760), room.width() * 9 / 10), std::min(px(460), room.height() * 9 / 10));
    dialog->open();
}

} // namespace recoscope::ui
