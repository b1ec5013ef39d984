#pragma once

#include "remote/place.h"

#include <QByteArray>

namespace wirewise::remote {

/// How the program that leads to a place ended.
struct Ending
{
    enum class Kind {
        NotStarted, ///< the program is not on this computer
        Silent,     ///< nothing came for too long
        Foreign,    ///< what came is not what an agent says
        OtherVersion,
        Ended,
    };
    Kind kind = Kind::Ended;
    int status = 0;       ///< of the process
    bool greeted = false; ///< the agent was there
    QByteArray words;     ///< the end of what came on standard error
    QByteArray foreign;   ///< the beginning of what came instead of a greeting
    QString version;      ///< of the program there, if it is another one
};

/// What happened, and what to do next: sentences for the user, printable.
[[nodiscard]] QString sentenceOn(const Ending &ending, const Place &place);

} // namespace wirewise::remote
