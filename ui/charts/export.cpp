#include "ui/charts/export.h"
#include "ui/charts/plot.h"
#include "ui/theme/theme.h"
#include <QBuffer>
#include <QMessageBox>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace recoscope::ui {

QImage imageOf(const Exportable& content, QSize size, double scale) {
    QImage image(size * scale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    image.fill(theme().surface);
    QPainter painter(&image);
    content.paintTo(painter, QRectF(QPointF(0, 0), QSizeF(size)));
    return image;
}

QByteArray svgOf(const Exportable& content, QSize size) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(0, 0), size));
    generator.setTitle(content.exportName());
    QPainter painter(&generator);
    painter.fillRect(QRect(QPoint(0, 0), size), theme().surface);
    content.paintTo(painter, QRectF(QPointF(0, 0), QSizeF(size)));
    painter.end();
    return bytes;
}

QByteArray pdfOf(const Exportable& content, QSize size) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(96);
    writer.setPageSize(QPageSize(QSizeF(size) * 72.0 / 96.0, QPageSize::Point));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    QPainter painter(&writer);
    painter.fillRect(QRect(QPoint(0, 0), size), theme().surface);
    content.paintTo(painter, QRectF(QPointF(0, 0), QSizeF(size)));
    painter.end();
    return bytes;
}

bool writeWhole(const QString& path, const QByteArray& bytes) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return false;
    // A short write must not replace the old file: count, flush, then commit.
    if (file.write(bytes) != bytes.size() || !file.flush() || file.size() != bytes.size()) {
        file.cancelWriting();
        return false;
    }
    return file.commit();
}

void reportWrite(QWidget& parent, const QString& path, bool written) {
    if (written) return;
    auto* box =
        new QMessageBox(QMessageBox::Warning, QObject::tr("Not saved"),
                        QObject::tr("%1 could not be written. Check that the folder exists, is writable and has room.").arg(path),
                        QMessageBox::Ok, parent.window());
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace recoscope::ui
