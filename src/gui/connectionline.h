#pragma once

#include "gui/formlook.h"

#include <memory>

namespace wirewise::gui {

class CheckSession;

namespace Ui {
class ConnectionLine;
}

/// State of the live connection, counters and ping.
class ConnectionLine : public Band
{
    Q_OBJECT
public:
    explicit ConnectionLine(QWidget *parent = nullptr);
    ~ConnectionLine() override;

    void show(CheckSession &session);
    /// Time from the last ping to its pong; empty without one.
    void setPing(const QString &words);

private:
    std::unique_ptr<Ui::ConnectionLine> m_ui;
};

} // namespace wirewise::gui
