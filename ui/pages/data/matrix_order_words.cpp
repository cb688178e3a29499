#include "ui/pages/data/matrix_order_words.h"
#include <QObject>

namespace recoscope::ui {

QString orderWords(MatrixSide side, MatrixOrder order) {
    switch (order) {
    case MatrixOrder::FirstSeen:
        return QObject::tr("by first rating");
    case MatrixOrder::Id:
        return QObject::tr("by id");
    case MatrixOrder::Count:
        break;
    }
    return side == MatrixSide::Users ? QObject::tr("by activity") : QObject::tr("by popularity");
}

QString orderName(MatrixSide side, MatrixOrder order) {
    if (order == MatrixOrder::FirstSeen) return QStringLiteral("first-rating");
    if (order == MatrixOrder::Id) return QStringLiteral("id");
    return side == MatrixSide::Users ? QStringLiteral("activity") : QStringLiteral("popularity");
}

QString whyNoOrder(MatrixOrder order, const DataProfile& profile) {
    return order == MatrixOrder::FirstSeen && !profile.hasTimes ? QObject::tr("the data has no times") : QString();
}

} // namespace recoscope::ui
