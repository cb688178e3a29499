#include "ui/widgets/swatch_label.h"
#include "ui/theme/theme.h"
#include <QFontMetrics>
#include <QPainter>

namespace recoscope::ui {

SwatchLabel::SwatchLabel(const ModelSignature& signature, const QString& name, QWidget* parent)
    : QWidget(parent),
      m_signature(signature),
      m_name(name) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void SwatchLabel::setSignature(const ModelSignature& signature) {
    if (signature == m_signature) return;
    m_signature = signature;
    update();
}

void SwatchLabel::setText(const QString& name) {
    if (name == m_name) return;
    m_name = name;
    setAccessibleName(name);
    updateGeometry();
    update();
}

QSize SwatchLabel::sizeHint() const {
    const QFontMetrics metrics(ui::font(Appearance::Type::Body, true));
    return {px(32) + metrics.horizontalAdvance(m_name) + px(2), std::max(px(20), metrics.height())};
}

void SwatchLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintSwatch(painter, QRectF(0, 0, px(24), height()), m_signature);
    painter.setFont(ui::font(Appearance::Type::Body, true));
    painter.setPen(theme().text);
    painter.drawText(rect().adjusted(px(32), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, m_name);
}

} // namespace recoscope::ui
