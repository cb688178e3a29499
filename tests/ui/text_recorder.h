#pragma once
#include "ui/charts/plot.h"
#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QRectF>
#include <QString>
#include <memory>
#include <utility>
#include <vector>

namespace recoscope::test {

/// Where a picture writes what: paints it into nothing and keeps the texts.
class TextRecorder final : public QPaintDevice {
public:
    struct Text {
        QString words;
        QRectF box;
    };
    explicit TextRecorder(QSize size) : m_size(size), m_engine(std::make_unique<Engine>(m_texts)) {}
    static std::vector<Text> of(const ui::Exportable& picture, QSize size) {
        TextRecorder recorder(size);
        QPainter painter(&recorder);
        picture.paintTo(painter, QRectF(QPointF(), QSizeF(size)));
        painter.end();
        return recorder.m_texts;
    }
    QPaintEngine* paintEngine() const override { return m_engine.get(); }

protected:
    int metric(PaintDeviceMetric metric) const override {
        switch (metric) {
        case PdmWidth:
            return m_size.width();
        case PdmHeight:
            return m_size.height();
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return 96;
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return static_cast<int>(devicePixelRatioFScale());
        case PdmNumColors:
            return 1 << 24;
        case PdmDepth:
            return 32;
        default:
            return QPaintDevice::metric(metric);
        }
    }

private:
    class Engine final : public QPaintEngine {
    public:
        explicit Engine(std::vector<Text>& texts) : QPaintEngine(AllFeatures), m_texts(texts) {}
        bool begin(QPaintDevice*) override { return true; }
        bool end() override { return true; }
        void updateState(const QPaintEngineState& now) override {
            if (now.state() & DirtyTransform) m_transform = now.transform();
        }
        void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override {}
        void drawPolygon(const QPointF*, int, PolygonDrawMode) override {}
        void drawPath(const QPainterPath&) override {}
        void drawTextItem(const QPointF& at, const QTextItem& item) override {
            const QRectF box(at.x(), at.y() - item.ascent(), item.width(), item.ascent() + item.descent());
            if (!item.text().trimmed().isEmpty()) m_texts.push_back({item.text(), m_transform.mapRect(box)});
        }
        Type type() const override { return User; }

    private:
        std::vector<Text>& m_texts;
        QTransform m_transform;
    };
    QSize m_size;
    std::vector<Text> m_texts;
    std::unique_ptr<Engine> m_engine;
};

} // namespace recoscope::test
