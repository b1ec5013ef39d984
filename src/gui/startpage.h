#pragma once

#include "gui/sessionmodel.h"

#include <QAbstractListModel>
#include <QWidget>

#include <memory>

namespace wirewise::gui {

namespace Ui {
class StartPage;
}

/// The newest sessions as a flat list, for the start page.
class RecentModel : public QAbstractListModel
{
    Q_OBJECT
public:
    static constexpr int Shown = 6;

    explicit RecentModel(SessionModel *sessions, QObject *parent = nullptr);
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    SessionModel *m_sessions;
};

/// What is seen first: what Wirewise does, recent sessions, the lab, other ways to start.
class StartPage : public QWidget
{
    Q_OBJECT
public:
    explicit StartPage(SessionModel *sessions, QWidget *parent = nullptr);
    ~StartPage() override;

    void setLabRunning(bool running, bool starting);

Q_SIGNALS:
    void opened(const QString &path);
    void allSessionsClicked();
    void labStartClicked();
    void labClicked();
    void scenarioClicked(const QByteArray &id);
    void openFileClicked();
    void pasteClicked();

private:
    void fillIntroduction();
    void fillActions();
    void fillLab();
    void fitRecent();

    std::unique_ptr<Ui::StartPage> m_ui;
    SessionModel *m_sessions;
    RecentModel m_recent;
};

} // namespace wirewise::gui
