#include "ui/pages/data/selected_rows.h"
#include "ui/charts/csv.h"
#include "ui/format.h"
#include <QDateTime>
#include <QObject>

namespace recoscope::ui {

SelectedRows::SelectedRows(std::shared_ptr<const Dataset> dataset, std::vector<Interaction> rows, std::int64_t ofAll)
    : m_dataset(std::move(dataset)),
      m_rows(std::move(rows)),
      m_ofAll(ofAll) {}

QString SelectedRows::heading() const {
    const auto shown = static_cast<std::int64_t>(m_rows.size());
    return shown < m_ofAll
               ? QObject::tr("The first %1 of %2 selected ratings").arg(format::count(shown), format::count(m_ofAll))
               : QObject::tr("%1 selected").arg(format::counted(shown, QObject::tr("rating"), QObject::tr("ratings")));
}

QString SelectedRows::toCsv() const {
    const bool timed = m_dataset->interactions->hasTimes(), titled = !m_dataset->itemTable.titles.empty();
    QStringList head{QStringLiteral("user"), QStringLiteral("item")};
    if (titled) head << QStringLiteral("title");
    if (m_dataset->hasRatings) head << QStringLiteral("rating");
    if (timed) head << QStringLiteral("time (UTC)");
    QString text = csv::line(head);
    for (const Interaction& row : m_rows) {
        QStringList cells{format::safe(m_dataset->users.id(row.user.value)), format::safe(m_dataset->items.id(row.item.value))};
        if (titled) cells << format::title(m_dataset->titleOf(row.item));
        if (m_dataset->hasRatings) cells << QString::number(static_cast<double>(row.rating), 'g', 7);
        if (timed)
            cells << (row.time == kNoTime
                          ? QString()
                          : QDateTime::fromSecsSinceEpoch(row.time, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")));
        text += csv::line(cells);
    }
    return text;
}

} // namespace recoscope::ui
