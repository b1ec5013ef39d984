#pragma once

#include <QObject>
#include <QPointer>
#include <QString>

class QSettings;

namespace wirewise::gui {

class CheckSession;
class MainWindow;
class RequestPanel;

/// Checks from another place beside those of the window, and shows both beside each other once they have
/// ended.
class PlaceCommands : public QObject
{
    Q_OBJECT
public:
    PlaceCommands(MainWindow *window, RequestPanel *request, QSettings *settings);

    static constexpr qsizetype RecentPlaces = 12;

private:
    void showPlace();
    void checkBeside(CheckSession *here);
    void compareOnceOver(CheckSession *here, CheckSession *there);
    void remember(const QString &place);

    MainWindow *m_window;
    RequestPanel *m_request;
    QSettings *m_settings;
};

} // namespace wirewise::gui
