#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

inline void initialiseIcons() { Q_INIT_RESOURCE(recoscope); }

namespace recoscope::ui {
namespace {

/// Asks for the theme's ink at every paint, so that icons survive a change of theme.
class ThemeIconEngine final : public QIconEngine {
public:
    explicit ThemeIconEngine(QString name) : m_name(std::move(name)) {}
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        const QColor ink = mode == QIcon::Disabled ? theme().control : theme().text;
        painter->drawPixmap(rect, iconPixmap(m_name, ink, rect.width(), painter->device()->devicePixelRatioF()));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override {
        return iconPixmap(m_name, mode == QIcon::Disabled ? theme().control : theme().text, size.width());
    }
    QIconEngine* clone() const override { return new ThemeIconEngine(m_name); }

private:
    QString m_name;
};

} // namespace

QPixmap iconPixmap(const QString& name, const QColor& color, int size, double ratio) {
    static const bool initialised = (initialiseIcons(), true);
    Q_UNUSED(initialised)
    const QString key = QStringLiteral("icon/%1/%2/%3/%4").arg(name, color.name(), QString::number(size), QString::number(ratio));
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) return pixmap;
    pixmap = QPixmap(QSize(size, size) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (file.open(QIODevice::ReadOnly)) {
        QByteArray svg = file.readAll();
        svg.replace("currentColor", color.name().toLatin1());
        QSvgRenderer renderer(svg);
        QPainter painter(&pixmap);
        renderer.render(&painter, QRectF(0, 0, size, size));
    }
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIcon icon(const QString& name) { return QIcon(new ThemeIconEngine(name)); }

} // namespace recoscope::ui
