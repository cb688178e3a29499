#include "ui/shell/palette_delegate.h"
#include "ui/shell/palette_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/menu_item.h"
#include "ui/theme/theme.h"
#include <QLineEdit>
#include <QPainter>
#include <vector>

namespace recoscope::ui {
namespace {

/// Which letters of the text are part of a word of the query.
std::vector<bool> marksOf(const QString& text, const QStringList& words) {
    std::vector<bool> marks(static_cast<std::size_t>(text.size()), false);
    for (const QString& word : words)
        if (const qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0)
            for (qsizetype k = at; k < at + word.size(); ++k) marks[static_cast<std::size_t>(k)] = true;
    return marks;
}

/// Piece by piece, each in its weight; returns where it ends.
int paintMarked(QPainter& painter, const QRect& room, const QString& text, const std::vector<bool>& marks) {
    int x = room.left();
    for (qsizetype from = 0; from < text.size();) {
        const bool strong = marks[static_cast<std::size_t>(from)];
        qsizetype to = from;
        while (to < text.size() && marks[static_cast<std::size_t>(to)] == strong) ++to;
        painter.setFont(ui::font(Appearance::Type::Body, strong));
        const QString piece = text.mid(from, to - from);
        const int width = painter.fontMetrics().horizontalAdvance(piece);
        if (x + width > room.right()) {
            painter.drawText(QRect(x, room.top(), room.right() - x, room.height()), Qt::AlignVCenter | Qt::AlignLeft,
                             painter.fontMetrics().elidedText(piece, Qt::ElideRight, room.right() - x));
            return room.right();
        }
        painter.drawText(QRect(x, room.top(), width + px(2), room.height()), Qt::AlignVCenter | Qt::AlignLeft, piece);
        x += width;
        from = to;
    }
    return x;
}

} // namespace

void PaletteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Theme& t = theme();
    painter->save();
    const QString text = index.data(Qt::DisplayRole).toString();
    if (static_cast<PaletteRow::Kind>(index.data(PaletteModel::KindRole).toInt()) == PaletteRow::Kind::Heading) {
        painter->setFont(ui::font(Appearance::Type::Secondary));
        painter->setPen(t.muted);
        painter->drawText(option.rect.adjusted(px(14), 0, -px(14), 0), Qt::AlignLeft | Qt::AlignVCenter, text);
        painter->restore();
        return;
    }
    if (option.state & QStyle::State_Selected) {
        painter->fillRect(option.rect, t.selection);
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), px(3), option.rect.height()), t.accent);
    } else if (option.state & QStyle::State_MouseOver) {
        painter->fillRect(option.rect, t.sunken);
    }
    const int size = px(16);
    painter->drawPixmap(
        QPoint(option.rect.left() + px(14), option.rect.center().y() - size / 2),
        iconPixmap(index.data(PaletteModel::IconRole).toString(), t.text, size, painter->device()->devicePixelRatioF()));
    const QString keys = index.data(PaletteModel::KeysRole).toString();
    paintKeys(*painter, QRectF(option.rect).adjusted(0, 0, -px(14), 0), keys);
    const QRect room = option.rect.adjusted(px(42), 0, -px(22) - static_cast<int>(keysWidth(keys)), 0);
    painter->setPen(t.text);
    const int end = paintMarked(*painter, room, text, marksOf(text, m_query.text().split(' ', Qt::SkipEmptyParts)));
    painter->setFont(ui::font(Appearance::Type::Body));
    painter->setPen(t.muted);
    painter->drawText(QRect(end + px(6), room.top(), std::max(0, room.right() - end), room.height()),
                      Qt::AlignLeft | Qt::AlignVCenter, index.data(PaletteModel::NoteRole).toString());
    painter->restore();
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const { return {px(200), px(28)}; }

} // namespace recoscope::ui
