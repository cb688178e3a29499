#include "ui/import/preview_table.h"
#include "ui/format.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include <QAction>
#include <QFontMetrics>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <algorithm>

namespace recoscope::ui {
namespace {

constexpr int kWidest = 220, kNarrowest = 104, kRowsMeasured = 40;

} // namespace

RoleHeader::RoleHeader(const PreviewModel& model, QWidget* parent) : QHeaderView(Qt::Horizontal, parent), m_model(model) {
    setHighlightSections(false);
    setSectionResizeMode(QHeaderView::Interactive);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void RoleHeader::setChangeable(bool on) {
    m_changeable = on;
    setSectionsClickable(on);
    viewport()->setCursor(on ? Qt::PointingHandCursor : Qt::ArrowCursor);
    viewport()->update();
}

QSize RoleHeader::sizeHint() const { return {QHeaderView::sizeHint().width(), px(46)}; }

int RoleHeader::widthOf(int section) const {
    if (!m_model.preview()) return px(kNarrowest);
    const PreviewColumn& column = m_model.preview()->columns[static_cast<std::size_t>(section)];
    const int word = QFontMetrics(ui::font(Appearance::Type::Body, true)).horizontalAdvance(roleWord(column.role)) + px(40);
    const int name = QFontMetrics(ui::font(Appearance::Type::Secondary)).horizontalAdvance(format::safe(column.name)) + px(18);
    return std::max(word, name);
}

void RoleHeader::paintSection(QPainter* painter, const QRect& rect, int section) const {
    if (!m_model.preview() || section >= m_model.columnCount()) return;
    const PreviewColumn& column = m_model.preview()->columns[static_cast<std::size_t>(section)];
    const Theme& t = theme();
    const bool used = isNeeded(column.role), kept = used || column.role == ColumnRole::Context;
    painter->save();
    painter->fillRect(rect, used ? t.wash(t.roles[static_cast<std::size_t>(column.role)]) : t.surface);
    painter->fillRect(QRect(rect.left(), rect.top(), rect.width() - 1, px(3)),
                      used   ? t.roles[static_cast<std::size_t>(column.role)]
                      : kept ? t.control
                             : t.line);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), t.control);
    const int half = (rect.height() - px(3)) / 2;
    QRect room = rect.adjusted(px(8), px(4), -px(8), 0);
    if (m_changeable) {
        const int mark = px(12);
        painter->drawPixmap(QPoint(room.right() - mark, room.top() + (half - mark) / 2),
                            iconPixmap(QStringLiteral("down"), t.muted, mark, devicePixelRatioF()));
        room.setRight(room.right() - mark - px(4));
    }
    const QVariant side = m_model.data(m_model.index(0, section), Qt::TextAlignmentRole); // of the cells below
    const Qt::Alignment across = Qt::Alignment(side.toInt()) & Qt::AlignRight ? Qt::AlignRight : Qt::AlignLeft;
    const auto line = [&](const QRect& place, const QString& text, const QFont& type, const QColor& ink) {
        painter->setFont(type);
        painter->setPen(ink);
        painter->drawText(place, static_cast<int>(across | Qt::AlignVCenter) | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, place.width()));
    };
    line(QRect(room.left(), room.top(), room.width(), half), roleWord(column.role), ui::font(Appearance::Type::Body, used),
         kept ? t.text : t.muted);
    const QString name = column.name.empty() ? tr("column %1").arg(section + 1) : format::safe(column.name);
    line(QRect(room.left(), room.top() + half, rect.right() - px(8) - room.left(), half - px(2)), name,
         ui::font(Appearance::Type::Secondary), t.muted);
    painter->restore();
}

namespace {

/// Cells keep the distance of the heads above them.
class CellDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        if (const QVariant ground = index.data(Qt::BackgroundRole); ground.isValid())
            painter->fillRect(option.rect, qvariant_cast<QBrush>(ground));
        QStyleOptionViewItem inner = option;
        inner.rect.adjust(px(2), 0, -px(2), 0); // beside the margin of every cell
        QStyledItemDelegate::paint(painter, inner, index);
    }
};

} // namespace

PreviewTable::PreviewTable(QWidget* parent) : QTableView(parent), m_header(new RoleHeader(m_model, this)) {
    setObjectName(QStringLiteral("preview"));
    setAccessibleName(tr("The first rows, as they would be read"));
    setModel(&m_model);
    setItemDelegate(new CellDelegate(this));
    setHorizontalHeader(m_header);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    connect(m_header, &QHeaderView::sectionPressed, this, &PreviewTable::openMenu);
    connect(&Appearance::instance(), &Appearance::changed, this, &PreviewTable::follow);
    follow();
}

void PreviewTable::follow() {
    verticalHeader()->setDefaultSectionSize(px(25));
    verticalHeader()->setFont(ui::font(Appearance::Type::Secondary));
    setIconSize(QSize(px(14), px(14)));
    const QFontMetrics body(ui::font(Appearance::Type::Body));
    for (int c = 0; c < m_model.columnCount(); ++c) {
        int width = std::max(px(kNarrowest), m_header->widthOf(c));
        for (int r = 0; r < std::min(kRowsMeasured, m_model.rowCount()); ++r) {
            const QString text = m_model.data(m_model.index(r, c), Qt::DisplayRole).toString();
            width = std::max(width, body.horizontalAdvance(text) + px(24));
        }
        setColumnWidth(c, std::min(width, px(kWidest)));
    }
    m_header->updateGeometry();
}

void PreviewTable::setPreview(std::shared_ptr<const SourcePreview> preview) {
    const int down = verticalScrollBar()->value(), right = horizontalScrollBar()->value();
    const int row = currentIndex().row(), column = currentIndex().column();
    m_changeable = preview->rolesCanChange;
    m_model.setPreview(std::move(preview));
    m_header->setChangeable(m_changeable);
    follow();
    verticalScrollBar()->setValue(down);
    horizontalScrollBar()->setValue(right);
    if (row >= 0)
        setCurrentIndex(m_model.index(std::min(row, m_model.rowCount() - 1), std::min(column, m_model.columnCount() - 1)));
}

void PreviewTable::openMenu(int column) {
    if (!m_changeable || !m_model.preview() || column < 0) return;
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("roles"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const ColumnRole now = m_model.preview()->columns[static_cast<std::size_t>(column)].role;
    for (const ColumnRole role :
         {ColumnRole::User, ColumnRole::Item, ColumnRole::Rating, ColumnRole::Time, ColumnRole::Context, ColumnRole::Ignored}) {
        QAction* action = menu->addAction(roleWord(role));
        action->setCheckable(true);
        action->setChecked(role == now || (role == ColumnRole::Ignored && now == ColumnRole::Other));
        connect(action, &QAction::triggered, this, [this, column, role] { Q_EMIT roleChosen(column, role); });
    }
    menu->popup(m_header->mapToGlobal(QPoint(m_header->sectionViewportPosition(column), m_header->height())));
}

void PreviewTable::keyPressEvent(QKeyEvent* event) {
    const int key = event->key();
    if (currentIndex().isValid() &&
        (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space || key == Qt::Key_Menu))
        return openMenu(currentIndex().column());
    QTableView::keyPressEvent(event);
}

} // namespace recoscope::ui
