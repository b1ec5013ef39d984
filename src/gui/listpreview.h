#pragma once

#include "gui/listrow.h"
#include "session/sessionfile.h"

#include <QWidget>

#include <memory>

namespace wirewise::gui {

namespace Ui {
class ListPreview;
}

/// Below a list: what was found of the endpoint that is selected, with the bytes that prove it.
class ListPreview : public QWidget
{
    Q_OBJECT
public:
    explicit ListPreview(QWidget *parent = nullptr);
    ~ListPreview() override;

    /// Nothing is selected, or several rows are.
    void showHint(const QString &sentence);
    /// What is known before its bytes are read.
    void showRow(const ListRow &row, const QDateTime &now);
    /// What it did in the last run, which may be known later.
    void showChange(const ListRow &row, const QDateTime &now);
    /// The rest of it.
    void showCheck(const session::SessionContent &content);
    void showProblem(const QString &sentence);

Q_SIGNALS:
    void openRequested();
    void bytesRequested();
    /// With what was seen of it in the last run.
    void compareRequested();

private:
    void showBytes(const session::SessionContent &content);

    std::unique_ptr<Ui::ListPreview> m_ui;
};

} // namespace wirewise::gui
