#pragma once

#include <QDialog>

class QListWidget;
class QVBoxLayout;

namespace wirewise::gui {

/// A failure class in full, beside the list of all. Not modal.
class ExplanationDialog : public QDialog
{
    Q_OBJECT
public:
    explicit ExplanationDialog(QWidget *parent = nullptr);

    void showFinding(const QByteArray &id);

private:
    void fill(const QByteArray &id);

    QListWidget *m_list;
    QWidget *m_content;
    QVBoxLayout *m_column;
};

} // namespace wirewise::gui
