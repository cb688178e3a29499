#include "ui/shell/rail.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include <QAbstractButton>
#include <QPainter>
#include <QVBoxLayout>

namespace recoscope::ui {

class RailButton final : public QAbstractButton {
public:
    RailButton(const PageInfo& page, QWidget* parent) : QAbstractButton(parent), m_icon(page.icon) {
        setObjectName(page.id);
        setText(page.title);
        setAccessibleName(page.title);
        setCheckable(true);
        setFocusPolicy(Qt::TabFocus);
    }
    QSize sizeHint() const override { return {px(56), px(m_labelled ? 54 : 44)}; }
    void setLabelled(bool on) {
        m_labelled = on;
        setToolTip(on ? QString() : text());
        updateGeometry();
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Theme& t = theme();
        const int size = px(20), top = m_labelled ? px(8) : (height() - size) / 2;
        if (isChecked()) painter.fillRect(QRect(0, top - px(2), px(3), height() - 2 * (top - px(2))), t.accent);
        if (showsFocus(*this)) paintFocusRing(painter, QRectF(rect()).adjusted(px(4), px(2), -px(4), -px(2)));
        const QColor ink = isChecked() || underMouse() ? t.text : t.muted;
        painter.drawPixmap(QPoint((width() - size) / 2, top), iconPixmap(m_icon, ink, size, devicePixelRatioF()));
        if (!m_labelled) return;
        painter.setFont(ui::font(Appearance::Type::Caption));
        painter.setPen(ink);
        painter.drawText(QRect(0, px(30), width(), px(18)), Qt::AlignCenter, text());
    }
    void enterEvent(QEnterEvent*) override { update(); }
    void leaveEvent(QEvent*) override { update(); }

private:
    QString m_icon;
    bool m_labelled = true;
};

Rail::Rail(const std::vector<PageInfo>& pages, QWidget* parent) : EdgeWidget(Line::Right, parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, px(8), 1, 0);
    column->setSpacing(0);
    for (const PageInfo& page : pages) {
        auto* button = new RailButton(page, this);
        column->addWidget(button);
        m_buttons.push_back(button);
        connect(button, &QAbstractButton::clicked, this, [this, id = page.id] { Q_EMIT chosen(id); });
    }
    column->addStretch(1);
    const auto follow = [this] { setFixedWidth(px(56)); };
    connect(&Appearance::instance(), &Appearance::changed, this, follow);
    follow();
}

void Rail::setCurrent(const QString& id) {
    for (RailButton* button : m_buttons) button->setChecked(button->objectName() == id);
}

void Rail::setLabels(bool on) {
    for (RailButton* button : m_buttons) button->setLabelled(on);
}

} // namespace recoscope::ui
