#include "ui/pages/train/gallery_delegate.h"
#include "ui/pages/train/gallery_model.h"
#include "ui/theme/theme.h"
#include <QFontMetrics>
#include <QPainter>

namespace recoscope::ui {
namespace {

constexpr double kLeft = 16, kTextLeft = 50, kRight = 12;

int lineHeight(Appearance::Type type) { return QFontMetrics(font(type)).height(); }

void paintHeading(QPainter& painter, const QRect& rect, const QString& name) {
    painter.setFont(ui::font(Appearance::Type::Secondary));
    painter.setPen(theme().muted);
    painter.drawText(rect.adjusted(px(kLeft), 0, -px(kRight), -px(4)), Qt::AlignLeft | Qt::AlignBottom, name);
}

} // namespace

void GalleryDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    if (index.data(GalleryModel::IsHeading).toBool()) {
        paintHeading(*painter, option.rect, index.data().toString());
        painter->restore();
        return;
    }
    const bool selected = option.state & QStyle::State_Selected;
    if (selected) {
        painter->fillRect(option.rect, theme().selection);
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), px(3), option.rect.height()), theme().accent);
    }
    const QRect text = option.rect.adjusted(px(kTextLeft), px(8), -px(kRight), -px(8));
    const QString state = index.data(GalleryModel::State).toString();
    painter->setFont(ui::font(Appearance::Type::Secondary));
    painter->setPen(theme().muted);
    painter->drawText(text, Qt::AlignRight | Qt::AlignTop, state);
    const int stateWidth = state.isEmpty() ? 0 : painter->fontMetrics().horizontalAdvance(state) + px(8);

    paintSwatch(*painter, QRectF(option.rect.left() + px(kLeft), text.top(), px(24), lineHeight(Appearance::Type::Body)),
                index.data(GalleryModel::SignatureRole).value<ModelSignature>());
    const QFont nameFont = ui::font(Appearance::Type::Body, true);
    painter->setFont(nameFont);
    painter->setPen(theme().text);
    painter->drawText(text, Qt::AlignLeft | Qt::AlignTop,
                      QFontMetrics(nameFont).elidedText(index.data().toString(), Qt::ElideRight, text.width() - stateWidth));
    painter->setFont(ui::font(Appearance::Type::Secondary));
    painter->setPen(theme().muted);
    const QRect summary = text.adjusted(0, lineHeight(Appearance::Type::Body) + px(2), 0, 0);
    painter->drawText(summary, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, index.data(GalleryModel::Summary).toString());
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(theme().focus, px(2)));
        painter->drawRect(option.rect.adjusted(px(1), px(1), -px(1), -px(1)));
    }
    painter->restore();
}

QSize GalleryDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    if (index.data(GalleryModel::IsHeading).toBool()) return {px(100), lineHeight(Appearance::Type::Secondary) + px(16)};
    const int width = option.widget ? option.widget->width() - px(kTextLeft + kRight + 8) : px(240);
    const QRect summary =
        QFontMetrics(ui::font(Appearance::Type::Secondary))
            .boundingRect(QRect(0, 0, width, 10000), Qt::TextWordWrap, index.data(GalleryModel::Summary).toString());
    return {px(100), lineHeight(Appearance::Type::Body) + summary.height() + px(18)};
}

} // namespace recoscope::ui
