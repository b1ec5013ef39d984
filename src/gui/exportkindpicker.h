#pragma once

#include "gui/exportkind.h"

#include <QWidget>

class QButtonGroup;
class QComboBox;

namespace wirewise::gui {

/// The formats to choose from, two in a row; those that write one request as a program share the last one.
class ExportKindPicker : public QWidget
{
    Q_OBJECT
public:
    explicit ExportKindPicker(QWidget *parent = nullptr);

    [[nodiscard]] ExportKind kind() const;
    void setKind(ExportKind kind);

Q_SIGNALS:
    /// Chosen by the user or by setKind().
    void kindChanged(wirewise::gui::ExportKind kind);

private:
    QButtonGroup *m_group;
    QComboBox *m_code;
};

} // namespace wirewise::gui
