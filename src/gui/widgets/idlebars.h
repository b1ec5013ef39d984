#pragma once

#include "observation/idletest.h"

#include <QRectF>
#include <QWidget>

namespace wirewise::gui {

/// One line of an IdleBars.
struct IdleBar
{
    QString name;    ///< "1", or "with pings"
    QString words;   ///< "silent for 12.3 s"
    double used = 0; ///< part of the time that it is to be open, 0 to 1
    bool isOver = false;
    bool isDropped = false;

    friend bool operator==(const IdleBar &, const IdleBar &) = default;
};

/// The lines of a test: its silent connections, then the one with pings; also those that are still to come.
[[nodiscard]] QList<IdleBar> idleBars(const observation::IdleTest &test);

/// A bar for each connection of a test for a limit on silence: it fills towards the time that is tried.
class IdleBars : public QWidget
{
    Q_OBJECT
public:
    explicit IdleBars(QWidget *parent = nullptr);

    void setBars(const QList<IdleBar> &bars);
    [[nodiscard]] const QList<IdleBar> &bars() const { return m_bars; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<IdleBar> m_bars;
};

} // namespace wirewise::gui
