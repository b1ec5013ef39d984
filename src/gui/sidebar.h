#pragma once

#include "gui/formlook.h"
#include "gui/sessionmodel.h"

#include <memory>

namespace wirewise::gui {

namespace Ui {
class Sidebar;
}

/// Filter, sessions by date, and the line of the practice lab.
class Sidebar : public Band
{
    Q_OBJECT
public:
    explicit Sidebar(SessionModel *sessions, QWidget *parent = nullptr);
    ~Sidebar() override;

    /// Marks the session that is shown; an empty path marks none.
    void setCurrent(const QString &path);
    /// Paths of the selected rows.
    [[nodiscard]] QStringList selected() const;
    /// address is empty while the lab is off.
    void setLab(const QString &address, bool isStarting);
    void focusFilter();
    /// Puts it between the filter and the sessions, and takes it over.
    void addPane(QWidget *pane);

Q_SIGNALS:
    void opened(const QString &path);
    void newCheckClicked();
    void labToggled();
    void labClicked();
    void menuRequested(const QStringList &paths, const QPoint &globalPosition);
    void deleteRequested(const QStringList &paths);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void restoreCurrent();
    void showMatches();

    std::unique_ptr<Ui::Sidebar> m_ui;
    SessionModel *m_sessions;
    SessionFilter m_filter;
    QString m_current;
    bool m_restoring = false;
};

} // namespace wirewise::gui
