#include "ui/pages/data/selection_bar.h"
#include "ui/charts/content_views.h"
#include "ui/pages/data/data_selection.h"
#include "ui/pages/data/selected_rows.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/plain_label.h"
#include <QDialog>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace recoscope::ui {

SelectionBar::SelectionBar(DataSelection& selection, QWidget* parent)
    : QWidget(parent),
      m_selection(selection),
      m_chips(new QWidget(this)),
      m_sentence(new PlainLabel({}, m_chips)),
      m_flow(new FlowLayout(m_chips)),
      m_show(new QPushButton(tr("Show rows"), this)) {
    auto* line = new QHBoxLayout(this);
    m_flow->setContentsMargins(0, 0, 0, 0);
    m_sentence->setSemibold(true);
    auto* clear = new QPushButton(tr("Clear"), this);
    clear->setToolTip(plainTip(tr("Selects nothing (Escape)")));
    for (QPushButton* button : {m_show, clear}) button->setProperty("compact", true);
    m_flow->addWidget(m_sentence);
    line->addWidget(m_chips, 1, Qt::AlignVCenter);
    line->addWidget(m_show, 0, Qt::AlignVCenter);
    line->addWidget(clear, 0, Qt::AlignVCenter);
    const auto measure = [this, line] {
        line->setContentsMargins(px(14), px(6), px(8), px(6));
        line->setSpacing(px(8));
        m_flow->setSpacing(px(6));
        m_sentence->setMinimumHeight(px(24)); // as high as the chips beside it
    };
    measure();
    connect(&Appearance::instance(), &Appearance::changed, this, [this, measure] {
        measure();
        fillChips(); // their icons are of one size and ink
    });
    connect(clear, &QPushButton::clicked, &m_selection, qOverload<>(&DataSelection::clear));
    connect(m_show, &QPushButton::clicked, this, &SelectionBar::showRows);
    connect(&m_selection, &DataSelection::changed, this, [this] {
        fillChips();
        follow();
    });
    connect(&m_selection, &DataSelection::counted, this, &SelectionBar::follow);
    fillChips();
    follow();
}

SelectionBar::~SelectionBar() = default;

void SelectionBar::setData(std::shared_ptr<const Dataset> dataset) {
    m_reading.cancel();
    m_dataset = std::move(dataset);
}

void SelectionBar::follow() {
    const bool counted = m_selection.held() != nullptr;
    m_sentence->setText(m_selection.sentence());
    m_show->setEnabled(counted && m_selection.held()->rows > 0);
    setAccessibleName(tr("Selection: %1").arg(m_selection.sentence()));
    setVisible(!m_selection.isEmpty());
    m_flow->invalidate();
    m_flow->activate(); // the sentence has another length
}

void SelectionBar::fillChips() {
    while (QLayoutItem* item = m_flow->takeAt(1)) { // the sentence stays
        item->widget()->deleteLater();              // the chip that was clicked is among them
        item->widget()->hide();
        delete item;
    }
    for (const DataSelection::Part part : DataSelection::kParts) {
        if (!m_selection.states(part)) continue;
        QString words = m_selection.words(part); // may hold text of the data: an & in it is no key
        auto* chip = new QPushButton(icon(QStringLiteral("close")), words.replace('&', QStringLiteral("&&")), m_chips);
        chip->setProperty("compact", true);
        chip->setIconSize(QSize(px(12), px(12)));
        chip->setAccessibleName(tr("Remove %1").arg(m_selection.words(part)));
        chip->setToolTip(plainTip(chip->accessibleName()));
        connect(chip, &QPushButton::clicked, &m_selection, [this, part] { m_selection.clear(part); });
        m_flow->addWidget(chip);
        chip->show();
    }
    m_flow->invalidate();
    m_chips->updateGeometry();
}

void SelectionBar::showRows() {
    if (!m_dataset || !m_selection.held() || m_selection.held()->rows == 0) return;
    m_reading.submit(
        [dataset = m_dataset, wanted = m_selection.rows()](const TaskContext& context) {
            return selectRows(*dataset->interactions, *wanted, SelectedRows::kMost, context);
        },
        [this, dataset = m_dataset, all = m_selection.held()->rows](std::vector<Interaction> rows) {
            // A table that is open copies and saves what it shows: it must not outlive its rows.
            for (QDialog* open : window()->findChildren<QDialog*>(QStringLiteral("content-table"))) open->close();
            m_rows = std::make_unique<SelectedRows>(dataset, std::move(rows), all);
            showAsTable(*this, *m_rows);
        });
}

void SelectionBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().line, 1));
    painter.setBrush(theme().selection);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(8), px(8));
}

} // namespace recoscope::ui
