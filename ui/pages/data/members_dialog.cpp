#include "ui/pages/data/members_dialog.h"
#include "ui/actions.h"
#include "ui/format.h"
#include "ui/session.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
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

QStringList headOf(QualityFinding::Of of) {
    if (of == QualityFinding::Of::Users)
        return {QObject::tr("User"),  QObject::tr("Rows"), QObject::tr("Mean rating"), QObject::tr("Rows sharing a second"),
                QObject::tr("First"), QObject::tr("Last")};
    if (of == QualityFinding::Of::Items) return {QObject::tr("Item"), QObject::tr("Title"), QObject::tr("Rows")};
    return {QObject::tr("User"), QObject::tr("Item"), QObject::tr("Ratings"), QObject::tr("Day")};
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

QTableWidget* tableOf(const QStringList& head, const std::vector<Line>& lines, QWidget* parent) {
    auto* table = new QTableWidget(static_cast<int>(lines.size()), static_cast<int>(head.size()), parent);
    table->setHorizontalHeaderLabels(head);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(px(28));
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    for (int row = 0; row < table->rowCount(); ++row)
        for (int c = 0; c < table->columnCount(); ++c)
            table->setItem(row, c, new QTableWidgetItem(lines[static_cast<std::size_t>(row)].cells[c]));
    table->resizeColumnsToContents();
    table->horizontalHeader()->setStretchLastSection(true);
    if (table->rowCount() > 0) table->selectRow(0);
    return table;
}

} // namespace

void showMembers(QWidget& parent, Session& session, ActionRegistry& actions, const QualityFinding& finding) {
    auto* dialog = new QDialog(parent.window());
    dialog->setObjectName(QStringLiteral("members"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(format::safe(finding.sentence));
    auto* column = new QVBoxLayout(dialog);
    const std::vector<Line> lines = linesOf(*session.dataset(), finding);
    QTableWidget* table = tableOf(headOf(finding.of), lines, dialog);
    table->setAccessibleName(dialog->windowTitle());
    column->addWidget(table, 1);
    auto* foot = new QHBoxLayout;
    const auto listed = static_cast<std::int64_t>(lines.size());
    auto* note = new PlainLabel(
        listed < finding.count
            ? QObject::tr("The first %1 of %2 are listed.").arg(format::count(listed), format::count(finding.count))
            : format::safe(finding.consequence),
        dialog);
    note->setWordWrap(true);
    foot->addWidget(note, 1);
    if (finding.of != QualityFinding::Of::Items) {
        auto* inspect = new QPushButton(QObject::tr("Open in Inspect"), dialog);
        foot->addWidget(inspect);
        const auto open = [&session, &actions, dialog, table, lines] {
            const int row = table->currentRow();
            if (row < 0 || !lines[static_cast<std::size_t>(row)].user) return;
            session.selectUser(*lines[static_cast<std::size_t>(row)].user);
            dialog->close();
            if (QAction* page = actions.find(QStringLiteral("page.inspect"))) page->trigger();
        };
        QObject::connect(inspect, &QPushButton::clicked, dialog, open);
        QObject::connect(table, &QTableWidget::cellDoubleClicked, dialog, open);
    }
    auto* close = new QPushButton(QObject::tr("Close"), dialog);
    close->setDefault(true);
    QObject::connect(close, &QPushButton::clicked, dialog, &QDialog::close);
    QObject::connect(&session, &Session::datasetChanged, dialog, &QDialog::close);
    foot->addWidget(close);
    column->addLayout(foot);
    dialog->resize(px(720), px(460));
    dialog->open();
}

} // namespace recoscope::ui
