#pragma once

#include "gui/loadworker.h"
#include "probe/answerlater.h"

#include <QObject>

namespace wirewise::gui {

class LoadPage;
class MainWindow;
class RequestPanel;

/// What the commands of load tests do: show the page, ask before another computer is loaded, run the test on
/// the network thread, keep what came of it.
class LoadCommands : public QObject
{
    Q_OBJECT
public:
    LoadCommands(MainWindow *window, RequestPanel *request);
    ~LoadCommands() override;

private:
    void showPage();
    /// The address and the request as the window has them now; false after a sentence about what is wrong.
    [[nodiscard]] bool takeOrder();
    void start();
    void ask();
    void run();
    void stop();
    void take(const observation::LoadTest &test);
    void openSample(const observation::Observation &sample);
    void write(const QString &title, const QString &name, const QByteArray &content);
    void exportResult();
    void exportScript(bool k6);

    MainWindow *m_window;
    RequestPanel *m_request;
    LoadPage *m_page;
    LoadOrder m_order;
    observation::Endpoint m_endpoint;
    LoadWorker *m_worker = nullptr;                         ///< lives on the network thread
    std::unique_ptr<probe::AnswerLater<QString>> m_writing; ///< a sample, to a file
};

} // namespace wirewise::gui
