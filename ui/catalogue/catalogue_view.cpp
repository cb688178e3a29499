#include "ui/catalogue/catalogue_view.h"
#include "core/catalogue/place.h"
#include "ui/catalogue/catalogue_line.h"
#include "ui/catalogue/catalogue_row.h"
#include "ui/session.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/plain_label.h"
#include <QEvent>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QScrollArea>
#include <QSettings>
#include <QVBoxLayout>
#include <algorithm>

namespace recoscope::ui {
namespace {

/// The names of the columns, where CatalogueColumns puts them in lines as wide as `lines`, which a scroll bar makes narrower.
class ColumnNames final : public QWidget {
public:
    ColumnNames(QWidget* lines, QWidget* parent) : QWidget(parent), m_lines(lines) {
        lines->installEventFilter(this);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        connect(&Appearance::instance(), &Appearance::changed, this, &QWidget::updateGeometry);
    }
    [[nodiscard]] QSize sizeHint() const override { return {px(200), px(26)}; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Resize) update();
        return QWidget::eventFilter(watched, event);
    }
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setFont(ui::font(Appearance::Type::Secondary));
        painter.setPen(theme().muted);
        const CatalogueColumns columns(m_lines->width());
        painter.drawText(QRect(px(16), 0, columns.name, height()), Qt::AlignLeft | Qt::AlignVCenter, tr("Data set"));
        const auto right = [&](int edge, const QString& text) {
            if (edge > 0) painter.drawText(QRect(0, 0, edge, height()), Qt::AlignRight | Qt::AlignVCenter, text);
        };
        right(columns.users, tr("Users"));
        right(columns.items, tr("Items"));
        right(columns.rows, tr("Rows"));
        right(columns.density, tr("Density"));
        if (columns.licence > 0)
            painter.drawText(QRect(columns.licence, 0, columns.licenceWidth, height()), Qt::AlignLeft | Qt::AlignVCenter,
                             tr("Licence"));
        painter.fillRect(QRect(0, height() - 1, width(), 1), theme().line);
    }

private:
    QWidget* m_lines;
};

} // namespace

CatalogueView::CatalogueView(Session& session, QWidget* parent)
    : Card(QObject::tr("Catalogue"), QObject::tr("public data sets, fetched from their publishers and checked"), parent),
      m_session(session),
      m_search(new QLineEdit(this)) {
    setObjectName(QStringLiteral("catalogue"));
    addToHead(makeHead());
    body()->setContentsMargins(1, px(8), 1, px(1));
    body()->setSpacing(0);
    QScrollArea* rows = makeRows();
    body()->addWidget(new ColumnNames(rows->widget(), this));
    body()->addWidget(rows, 1);
    connect(m_search, &QLineEdit::textChanged, this, &CatalogueView::filter);
    connect(&m_session.downloads(), &Downloads::changed, this, [this](const QString& id) {
        if (CatalogueRow* changed = row(id)) changed->refresh();
    });
    filter({});
}

QWidget* CatalogueView::makeHead() {
    auto* head = new QWidget(this);
    auto* line = new QHBoxLayout(head);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(px(4));
    m_search->setPlaceholderText(tr("Filter"));
    m_search->setAccessibleName(tr("Filter the catalogue"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    auto* more = new IconButton(QStringLiteral("more"), tr("Folder and proxy of downloads"), head);
    connect(more, &QPushButton::clicked, this, [this, more] {
        QMenu menu;
        menu.addAction(tr("Proxy…"), this, &CatalogueView::askProxy);
        QAction* place = menu.addAction(tr("Kept in %1").arg(QString::fromStdString(downloadFolder())).replace('&', "&&"));
        place->setEnabled(false);
        menu.exec(more->mapToGlobal(QPoint(0, more->height())));
    });
    line->addWidget(m_search);
    line->addWidget(more);
    const auto follow = [this] { m_search->setFixedWidth(px(150)); };
    connect(&Appearance::instance(), &Appearance::changed, this, follow);
    follow();
    return head;
}

QScrollArea* CatalogueView::makeRows() {
    auto* area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (const Download& download : m_session.downloads().all()) {
        auto* line = new CatalogueRow(m_session.downloads(), download.id(), inside);
        connect(line, &CatalogueRow::openWanted, this, [this](const QString& ref) {
            m_session.open(ref);
            Q_EMIT opened();
        });
        column->addWidget(line);
        m_rows.push_back(line);
    }
    m_none = new PlainLabel({}, inside);
    m_none->setWordWrap(true);
    m_none->setRole(PlainLabel::Role::Muted);
    m_none->setContentsMargins(px(16), px(12), px(16), px(12));
    column->addWidget(m_none);
    column->addStretch(1);
    area->setWidget(inside);
    inside->setAutoFillBackground(false);
    area->viewport()->setAutoFillBackground(false);
    return area;
}

void CatalogueView::focusSearch() {
    for (QWidget* up = parentWidget(); up; up = up->parentWidget()) // a narrow page scrolls to it
        if (auto* area = qobject_cast<QScrollArea*>(up)) area->ensureWidgetVisible(m_search, 0, area->viewport()->height());
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

CatalogueRow* CatalogueView::row(const QString& id) const {
    const auto it = std::ranges::find(m_rows, QStringLiteral("catalogue-") + id, &QObject::objectName);
    return it == m_rows.end() ? nullptr : *it;
}

void CatalogueView::showEvent(QShowEvent*) { m_session.downloads().reload(); }

void CatalogueView::filter(const QString& words) {
    bool any = false;
    for (CatalogueRow* line : m_rows) {
        const bool shown = line->matches(words);
        line->setVisible(shown);
        any = any || shown;
    }
    const auto& problem = m_session.downloads().problem();
    m_none->setText(problem ? QString::fromStdString(problem->message) : tr("Nothing in the catalogue has these words."));
    m_none->setVisible(!any);
}

/// For those whose system does not say it: most people never need this.
void CatalogueView::askProxy() {
    QInputDialog dialog(this);
    dialog.setObjectName(QStringLiteral("proxy"));
    dialog.setWindowTitle(tr("Proxy of downloads"));
    dialog.setLabelText(tr("Address, for example http://proxy.example.org:3128; empty: as the environment says (https_proxy)"));
    dialog.setTextValue(QSettings().value(QStringLiteral("proxy")).toString());
    if (dialog.exec() == QDialog::Accepted) QSettings().setValue(QStringLiteral("proxy"), dialog.textValue().trimmed());
}

} // namespace recoscope::ui
