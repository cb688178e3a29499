#pragma once
#include "core/data/load.h"
#include "ui/jobs/latest_job.h"
#include <QDialog>

class QComboBox;
class QGridLayout;
class QLineEdit;

namespace recoscope::ui {

class PlainLabel;
class Session;

/// Says how a file is to be read where the reader cannot find it out: separator, columns, header, encoding. Shows its first
/// lines.
class ReadAsDialog final : public QDialog {
    Q_OBJECT
public:
    ReadAsDialog(Session& session, const QString& ref, QWidget* parent);
    [[nodiscard]] LoadOptions options() const;

private:
    QComboBox* addChoice(QGridLayout& grid, const QString& name, const QList<std::pair<QString, QString>>& choices);
    Session& m_session;
    QString m_ref;
    QComboBox* m_separator;
    QComboBox* m_header;
    QComboBox* m_encoding;
    QLineEdit* m_columns;
    PlainLabel* m_preview;
    LatestJob m_reading;
};

} // namespace recoscope::ui
